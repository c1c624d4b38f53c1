"""What was found in the sample article, changed for some tests."""

from dataclasses import replace


def partly_doubtful(annotations):
    """The same, with a description of Anne Morel, one of her two quotations and that of Durand doubtful."""
    anne, *others = annotations.entities
    mentions = (*anne.mentions[:-1], replace(anne.mentions[-1], doubtful=True))
    first, *quotes = annotations.quotes
    return replace(
        annotations,
        entities=(replace(anne, mentions=mentions), *others),
        quotes=(
            first,
            *(replace(quote, speaker=replace(quote.speaker, doubtful=True)) for quote in quotes[:2]),
            quotes[2],
        ),
    )
