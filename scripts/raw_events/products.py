"""Products and names, as pieces of the JSON that app events carry."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from raw_events.campaigns import identifier
from raw_events.words import Words

PRODUCTS = 240
NAMES = 400


def product_rows(seed: int, words: Words) -> Iterator[dict]:
    """The products, with the JSON that names them and the JSON of a look at them. Prices are in KRW."""
    chance = random.Random(f"{seed} products")
    for number in range(PRODUCTS):
        product = {"product_id": identifier(chance, "prd"), "product_name": words.product(words.language())}
        price = max(1_000, int(round(chance.lognormvariate(10.2, 0.7), -2)))
        yield {
            "product_number": number,
            "price": price,
            "product_json": json.dumps(product, ensure_ascii=False).strip("{}"),
            "view_properties": json.dumps(product | {"price": price}, ensure_ascii=False),
        }


def name_rows(words: Words) -> Iterator[dict]:
    """Names of people."""
    for number in range(NAMES):
        yield {"name_number": number, "name": words.person(words.language())}
