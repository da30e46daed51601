"""Decisions on organizations, as small as they can be."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from spending.models import HiddenName, OrganizationDecision, OrganizationRedirect
from tests.factories.names import UserFactory
from tests.factories.spending import OrganizationFactory


class OrganizationDecisionFactory(DjangoModelFactory[OrganizationDecision]):
    """Two organizations of a like name that are two."""

    class Meta:
        model = OrganizationDecision

    kind = OrganizationDecision.Kind.DIFFERENT.value
    organization = factory.SubFactory(OrganizationFactory)
    other = factory.SubFactory(OrganizationFactory)
    reason = "Dwie spółki"
    user = factory.SubFactory(UserFactory)


class OrganizationRedirectFactory(DjangoModelFactory[OrganizationRedirect]):
    class Meta:
        model = OrganizationRedirect

    slug = "dawna-firma"
    organization = factory.SubFactory(OrganizationFactory)


class HiddenNameFactory(DjangoModelFactory[HiddenName]):
    class Meta:
        model = HiddenName

    code = "a" * 64
    decision = factory.SubFactory(OrganizationDecisionFactory, kind="mask", organization=None, other=None)
