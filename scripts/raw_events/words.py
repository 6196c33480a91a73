"""Names, titles and labels, in Korean and English."""

from __future__ import annotations

import random

from faker import Faker

ADVERTISING_TITLES = {
    "ko": [
        "{noun} 최대 {percent}% 할인",
        "주말 특가: {noun}",
        "{noun} 신상 입고",
        "오늘만 {noun} 쿠폰",
        "{city}점 오픈 기념 행사",
    ],
    "en": [
        "{noun} up to {percent}% off",
        "Weekend deal: {noun}",
        "New in: {noun}",
        "{noun} coupon, today only",
        "{city} store opening sale",
    ],
}
INFORMATIONAL_TITLES = {
    "ko": ["주문 접수 안내", "배송 시작 안내", "{noun} 재입고 알림", "장바구니에 담긴 {noun}", "회원 등급 변경 안내"],
    "en": [
        "Order confirmed",
        "Your parcel is on its way",
        "{noun} back in stock",
        "{noun} left in your cart",
        "Your membership tier",
    ],
}
BUTTON_LABELS = {
    "ko": ["지금 보기", "쿠폰 받기", "자세히 보기", "장바구니로 가기", "오늘 그만 보기"],
    "en": ["Shop now", "Get my coupon", "See details", "Go to cart", "Not today"],
}
NOUNS = {
    "ko": ["운동화", "원피스", "텀블러", "무선 이어폰", "선크림", "캠핑 의자", "원두 커피", "니트", "백팩", "향수"],
    "en": [
        "sneakers",
        "linen dress",
        "tumbler",
        "earbuds",
        "sunscreen",
        "camping chair",
        "coffee beans",
        "knitwear",
        "backpack",
        "perfume",
    ],
}

KOREAN_COLORS = ["검정", "하양", "남색", "연두", "자주", "베이지", "회색", "하늘색"]


class Words:
    """A source of words; the same seed gives the same words in the same order."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"{seed} words")
        self.fakers = {"ko": Faker("ko_KR"), "en": Faker("en_US")}
        for faker in self.fakers.values():
            faker.seed_instance(seed)

    def language(self) -> str:
        """Korean twice as often as English."""
        return self.random.choice(["ko", "ko", "en"])

    def title(self, message_type: str, language: str) -> str:
        """What a campaign is called."""
        titles = ADVERTISING_TITLES if message_type == "advertising" else INFORMATIONAL_TITLES
        return self.random.choice(titles[language]).format(
            noun=self.random.choice(NOUNS[language]),
            percent=self.random.choice([10, 20, 30, 50]),
            city=self.fakers[language].city(),
        )

    def body(self, message_type: str, title: str, language: str) -> str | None:
        """A message's text. Advertising has to say so; a few forget. Some exports lack the body."""
        if self.random.random() < 0.05:
            return None
        honorific = "님" if language == "ko" else ""
        greeting = f"{self.person(language)}{honorific}, {title}"
        is_marked = message_type == "advertising" and self.random.random() < 0.95
        return f"(광고) {greeting}" if is_marked else greeting

    def person(self, language: str) -> str:
        """Somebody's name."""
        return self.fakers[language].name()

    def product(self, language: str) -> str:
        """A product's name."""
        color = self.random.choice(KOREAN_COLORS) if language == "ko" else self.fakers[language].color_name()
        return f"{color} {self.random.choice(NOUNS[language])}"

    def buttons(self, language: str) -> list[str]:
        """What stands on the buttons of a campaign."""
        return self.random.sample(BUTTON_LABELS[language], k=len(BUTTON_LABELS[language]))
