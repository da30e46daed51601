"""
What a document says of itself: PDF/A-3 and PDF/UA-1 at once.

WeasyPrint writes one of the two. PDF/A knows no such property as the part of PDF/UA, so its metadata has to explain it
(ISO 19005-3, 6.6.2.3.3), and they may not be compressed for readers that look for them without opening the file.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pydyf

_END = b"\nendstream"

_EXPLAINED = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def say_that_it_is_accessible(pdf: Any) -> None:
    """Add to the metadata of a PDF/A that it is PDF/UA-1 too; the document is changed in place."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", _EXPLAINED.encode()) for part in metadata.stream]
    metadata.compress = False


@cache
def end_streams_plainly() -> None:
    """
    Let every stream end by CR LF, once in a process.

    The library ends one by LF. Where packed bytes happen to end by CR, a reader takes both for the end of the line
    and misses a byte of the length that the stream states, which PDF/A forbids.
    """
    told = pydyf.Stream.data.fget
    pydyf.Stream.data = property(lambda stream: told(stream).removesuffix(_END) + b"\r" + _END)
