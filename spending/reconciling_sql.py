"""
The question by which two registers are held against each other; ``spending.reconciling`` says what it means.

Every step is a set. Rows are first counted by what makes them alike, so that a number that stands at thousands of rows
(„b/n”) costs no more than any other: two such groups are never multiplied.
"""

_SIDE = """
{side}_numbers AS (
    SELECT buyer_id, number_key, count(*) AS n, (array_agg(id ORDER BY id))[1:3] AS ids
    FROM {side} WHERE number_key <> '' AND buyer_id IS NOT NULL GROUP BY buyer_id, number_key
)"""

_NAMED = """
{side}_named AS (SELECT {side}.id, named.* FROM {side} JOIN named USING (buyer_id, number_key))"""

_REST = """
{side}_rest AS (
    SELECT nip, signed_first AS day, value, count(*) AS n, (array_agg(id ORDER BY id))[1:3] AS ids
    FROM {side}
    WHERE nip <> '' AND signed_first = signed_last AND value IS NOT NULL
        AND NOT EXISTS (SELECT FROM {side}_named WHERE {side}_named.id = {side}.id)
    GROUP BY nip, signed_first, value
)"""

_UNSURE = """
{side}_unsure AS (
    SELECT id, {other}_ids AS ids, {other}_n AS fitting, 'number' AS how
    FROM {side}_named WHERE here_n > 1 OR there_n > 1
    UNION ALL
    SELECT {side}.id, alike.{other}_ids, alike.{other}_n, 'row'
    FROM {side} JOIN alike
        ON (alike.nip, alike.day, alike.value) = ({side}.nip, {side}.signed_first, {side}.value)
        AND {side}.signed_first = {side}.signed_last
    WHERE (here_n > 1 OR there_n > 1) AND NOT EXISTS (SELECT FROM {side}_named WHERE {side}_named.id = {side}.id)
)"""

_ALONE = """
    NOT EXISTS (SELECT FROM pairs WHERE pairs.{side} = {side}.id)
    AND NOT EXISTS (SELECT FROM {side}_unsure WHERE {side}_unsure.id = {side}.id)"""

_COUNTS = "h.n AS here_n, t.n AS there_n, h.ids AS here_ids, t.ids AS there_ids"

_DIFFERENCES = """array_remove(ARRAY[
        CASE WHEN (h.value <> t.value AND NOT (h.tax <> '' AND t.tax <> '' AND h.tax <> t.tax))
            OR (h.currency <> '' AND t.currency <> '' AND h.currency <> t.currency) THEN 'value' END,
        CASE WHEN h.signed_first > t.signed_last OR t.signed_first > h.signed_last THEN 'date' END,
        CASE WHEN h.said AND t.said AND h.words <> t.words THEN 'subject' END,
        CASE WHEN h.supplier_id <> t.supplier_id AND (h.nip = '' OR h.nip <> t.nip)
            AND NOT EXISTS (
                SELECT FROM spending_contractparty party WHERE party.role = 'supplier'
                    AND party.contract_id = h.id AND party.organization_id = t.supplier_id)
            AND NOT EXISTS (
                SELECT FROM spending_contractparty party WHERE party.role = 'supplier'
                    AND party.contract_id = t.id AND party.organization_id = h.supplier_id) THEN 'supplier' END,
        CASE WHEN h.number_key <> '' AND t.number_key <> '' AND h.number_key <> t.number_key THEN 'number' END,
        CASE WHEN h.buyer_id <> t.buyer_id THEN 'unit' END
    ], NULL)"""


def _both(part: str) -> str:
    """Write one step for either register."""
    return ",".join(
        part.replace("{side}", side).replace("{other}", other) for side, other in (("here", "there"), ("there", "here"))
    )


def _alone(side: str) -> str:
    return _ALONE.replace("{side}", side)


QUESTION = f"""
WITH here AS MATERIALIZED ({{here}}), there AS MATERIALIZED ({{there}}),
{_both(_SIDE)},
named AS (
    SELECT buyer_id, number_key, {_COUNTS} FROM here_numbers h JOIN there_numbers t USING (buyer_id, number_key)
),
{_both(_NAMED)},
{_both(_REST)},
alike AS (SELECT nip, day, value, {_COUNTS} FROM here_rest h JOIN there_rest t USING (nip, day, value)),
pairs AS (
    SELECT here_ids[1] AS here, there_ids[1] AS there, 'number' AS how FROM named WHERE here_n = 1 AND there_n = 1
    UNION ALL
    SELECT here_ids[1], there_ids[1], 'row' FROM alike WHERE here_n = 1 AND there_n = 1
),
{_both(_UNSURE)}
SELECT pairs.here, pairs.there, '', how, {_DIFFERENCES}, ARRAY[]::bigint[], 0
FROM pairs JOIN here h ON h.id = pairs.here JOIN there t ON t.id = pairs.there
UNION ALL
SELECT id, NULL, 'ambiguous', how, ARRAY[]::text[], ids, fitting FROM here_unsure
UNION ALL
SELECT NULL, id, 'ambiguous', how, ARRAY[]::text[], ids, fitting FROM there_unsure
UNION ALL
SELECT id, NULL, 'only_here', '', ARRAY[]::text[], ARRAY[]::bigint[], 0
FROM here WHERE signed_first >= %s AND {_alone("here")}
UNION ALL
SELECT NULL, id, 'only_there', '', ARRAY[]::text[], ARRAY[]::bigint[], 0
FROM there WHERE {_alone("there")}
"""
"""Takes the two registers at ``{here}`` and ``{there}``, and the day at the last ``%s``. Gives, of each entry: the row
of either, the state where it is no pair, how it was found, what differs, rows that fit it, and how many they are."""
