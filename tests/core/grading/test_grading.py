"""What a typed answer is forgiven, what is a near miss, and what stays wrong."""

from __future__ import annotations

import pytest

from quizzer.core.grading.alignment import Piece
from quizzer.core.grading.grading import grade_typed
from quizzer.core.schedule.progress import Rating

RIGHT = [
    ("IGF-1", "igf1"),
    ("IGF-1", "IGF 1"),
    ("IKKβ", "ikk-b"),
    ("IKKβ", "IKKβ"),
    ("IKKβ", "IKKb"),
    ("IKKβ", "IKK-beta"),
    ("IKKb", "IKKβ"),
    ("IKK-b", "ikk beta"),
    ("IKKbeta", "ikkb"),
    ("NF-κB", "nfkb"),
    ("NF-κB", "NF-kappaB"),
    ("TNF-α", "tnfa"),
    ("TNF-α", "TNF alpha"),
    ("ERα", "er alpha"),
    ("11β-HSD1", "11b-hsd1"),
    ("5-alpha-reductase", "5 alpha reductase"),
    ("5-alpha-reductase", "5α-reductase"),
    ("5α-reductase", "5a-reductase"),
    ("5α-reductase", "5-Alpha Reductase."),
    ("estrogen", "oestrogen"),
    ("estradiol", "oestradiol"),
    ("oestrogens", "estrogen"),
    ("anaemia", "anemia"),
    ("tumour necrosis factor", "tumor necrosis factor"),
    ("behavioural", "behavioral"),
    ("signalling", "signaling"),
    ("localise", "localize"),
    ("localisation", "localization"),
    ("haemoglobin", "hemoglobin"),
    ("foetus", "fetus"),
    ("faeces", "feces"),
    ("sulphate", "sulfate"),
    ("grey", "gray"),
    ("centre", "center"),
    ("litre", "liter"),
    ("aluminium", "aluminum"),
    ("hyperglycaemia", "hyperglycemia"),
    ("diarrhoea", "diarrhea"),
    ("Leydig cell", "leydig cells"),
    ("Leydig cells", "Leydig cell"),
    ("LEYDIG CELLS", "leydig cells"),
    ("liver", "the liver"),
    ("liver", "The liver."),
    ("liver", "in the liver"),
    ("T3", "T-3"),
    ("T3", "t 3"),
    ("insulin-like growth factor 1 (IGF-1)", "igf1"),
    ("insulin-like growth factor 1 (IGF-1)", "Insulin like growth factor 1"),
    ("insulin-like growth factor 1 (IGF-1)", "insulin-like growth factor 1 (IGF-1)"),
    ("FSH", "FSH (follicle-stimulating hormone)"),
    ("LH and FSH", "FSH & LH"),
    ("LH and FSH", "FSH, LH"),
    ("FSH/LH", "lh and fsh"),
    ("insulin secretion", "secretion of insulin"),
    ("Cushing's syndrome", "cushings syndrome"),
    ("Cushing's syndrome", "Cushing’s syndrome"),
    ("Cushing's syndrome", "Cushing syndrome"),
    ("type 2 diabetes", "type II diabetes"),
    ("two", "2"),
    ("10,000", "10000"),
    ("2.5", "2,5"),
    ("50%", "50 %"),
    ("50%", "50 percent"),
    ("increased", "increase"),
    ("decreases", "decreased"),
    ("µg", "ug"),
    ("μg", "mcg"),
    ("инсулин", "ИНСУЛИН"),
    ("ёлка", "елка"),
    ("胰岛素", "胰岛素"),
    ("インスリン", "ｲﾝｽﾘﾝ"),
    ("الأنسولين", "الأنسولين"),
    ("إِنْسُولِين", "إنسولين"),
    ("ινσουλίνη", "ΙΝΣΟΥΛΙΝΗ"),
    ("naïve", "naive"),
    ("Kupffer", "kupffer"),
    ("Ca²⁺", "ca2+"),
    ("RAAS", "raas"),
    ("5' end", "5′ end"),
    ("-5", "−5"),
    ("gonadotrophin", "gonadotropin"),
    ("β-cell", "beta cells"),
    ("hormone(s)", "hormone"),
    ("axes", "axis"),
    ("GLUT4", "glut-4"),
    ("1,25-dihydroxyvitamin D", "1 25 dihydroxyvitamin d"),
    ("analogue", "analog"),
    ("follicle-stimulating hormone", "folliclestimulating hormone"),
]

NEAR = [
    ("Hormones", "hormons"),
    ("receptors", "recepters"),
    ("hormone receptor", "hormone receptr"),
    ("testosterone", "testosteron"),
    ("testosterone", "testostrone"),
    ("testosterone", "tesotsterone"),
    ("Leydig cells", "Leidig cells"),
    ("progesterone", "progestrone"),
    ("aromatase", "aromatse"),
    ("hypothalamus", "hypotalamus"),
    ("pituitary gland", "pituitary"),
    ("anterior pituitary", "pituitary"),
    ("liver", "liver cells"),
    ("testosterone", "free testosterone"),
    ("insulin resistance", "insuline resistance"),
    ("increased ovarian androgen production", "increased androgen production"),
    ("5α-reductase", "5 alpha reductace"),
    ("5α-reductase", "5-aplha-reductase"),
    ("растворимость", "растворимсть"),
    ("Leydig cells", "Leydig"),
    ("hyperglycemia", "hyprglycemia"),
]

WRONG = [
    ("T3", "T4"),
    ("FSH", "LH"),
    ("FSH", "TSH"),
    ("GH", "LH"),
    ("tyrosine", "serine"),
    ("tyrosine", "tyr"),
    ("decrease", "increase"),
    ("decreased", "increased"),
    ("reduce", "raise"),
    ("hyperglycemia", "hypoglycemia"),
    ("upregulation", "downregulation"),
    ("antagonist", "agonist"),
    ("inhibit", "stimulate"),
    ("intracellular", "intercellular"),
    ("intercellular", "extracellular"),
    ("presynaptic", "postsynaptic"),
    ("inactive", "active"),
    ("active", "inactive"),
    ("sensitive", "insensitive"),
    ("Leydig cells", "Sertoli cells"),
    ("androgen", "estrogen"),
    ("estradiol", "estrone"),
    ("estradiol", "estriol"),
    ("cortisol", "cortisone"),
    ("increase", "not increase"),
    ("inhibits LH", "does not inhibit LH"),
    ("androgen", "antiandrogen"),
    ("androgen", "anti-androgen"),
    ("IGF-1", "IGF-2"),
    ("IGF-1", "IGF"),
    ("1-2", "12"),
    ("GLUT4", "GLUT 1"),
    ("ERα", "ERβ"),
    ("PPARγ", "PPARα"),
    ("growth hormone-releasing hormone", "growth hormone"),
    ("growth hormone", "hormone"),
    ("insulin receptor", "insulin"),
    ("insulin", "insulin receptor"),
    ("insulin sensitivity", "insulin resistance"),
    ("LH", "LH or FSH"),
    ("insulin", "insulin, glucagon"),
    ("LH and FSH", "LH or FSH"),
    ("to estrogen", "from estrogen"),
    ("testosterone to estrogen", "estrogen to testosterone"),
    ("T3", "T3 T4"),
    ("vitamin D", "vitamin A"),
    ("10 mg", "100 mg"),
    ("0.5", "5"),
    ("RAAS", "RAA"),
    ("胰岛素", "胰高血糖素"),
    ("胰岛素", "胰岛索"),
    ("endocrine", "exocrine"),
    ("afferent", "efferent"),
    ("spermatogenesis", "spermiogenesis"),
    ("melatonin", "melanin"),
    ("secretin", "secretion"),
    ("gastrin", "gastric"),
    ("triiodothyronine", "diiodothyronine"),
    ("internal", "external"),
    ("liver", "muscle"),
    ("SHBG", "SHBP"),
    ("anaerobic", "aerobic"),
    ("ketosis", "ketose"),
    ("insulin", "?!"),
    ("?!", "and"),
    ("estradiol", "testosterone estradiol"),
    ("H+", "H"),
    ("Na+", "Na"),
    ("testosterone", "progesterone"),
    ("beta", "zeta"),
    ("ACTH", "ACTT"),
    ("type 2 diabetes mellitus", "type diabetes mellitus"),
    ("estradiol", "insulin/estradiol"),
    ("hypothalamic neuron", "neuron"),
    ("-5", "5"),
    ("sex hormones", "male sex hormones"),
    ("steroid production", "reproduction"),
]


@pytest.mark.parametrize(("accepted", "given"), RIGHT)
def test_what_a_teacher_would_forgive_is_right(accepted: str, given: str) -> None:
    verdict = grade_typed(given, [accepted])
    assert (verdict.outcome, verdict.rating, verdict.share) == ("right", Rating.GOOD, 1.0)


@pytest.mark.parametrize(("accepted", "given"), NEAR)
def test_a_slip_or_a_word_of_little_weight_is_near(accepted: str, given: str) -> None:
    verdict = grade_typed(given, [accepted])
    assert (verdict.outcome, verdict.rating) == ("near", Rating.HARD)
    assert 0 < verdict.share <= 1


@pytest.mark.parametrize(("accepted", "given"), WRONG)
def test_what_changes_the_meaning_stays_wrong(accepted: str, given: str) -> None:
    verdict = grade_typed(given, [accepted])
    assert (verdict.outcome, verdict.rating) == ("wrong", Rating.AGAIN)


def test_an_abbreviation_is_right_only_where_it_is_listed() -> None:
    assert grade_typed("tyr", ["tyrosine", "tyr"]).outcome == "right"
    assert grade_typed("tyr", ["tyrosine"]).outcome == "wrong"


def test_a_remark_in_brackets_is_no_answer_of_its_own() -> None:
    assert grade_typed("in PCOS", ["increased (in PCOS)"]).outcome == "wrong"
    assert grade_typed("PCOS", ["increased (PCOS)"]).outcome == "wrong"
    assert grade_typed("increased", ["increased (PCOS)"]).outcome == "right"


@pytest.mark.parametrize("given", ["", "   ", "\n\t", "\u200b", "\x1b"])
def test_nothing_typed_is_blank_and_suggests_good(given: str) -> None:
    verdict = grade_typed(given, ["insulin"])
    assert (verdict.outcome, verdict.rating) == ("blank", Rating.GOOD)
    assert verdict.pieces == (Piece("missing", "", "insulin"),)


def test_the_nearest_accepted_answer_is_the_one_compared_with() -> None:
    verdict = grade_typed("somatomedn C", ["IGF-1", "somatomedin C"])
    assert (verdict.outcome, verdict.expected) == ("near", "somatomedin C")


def test_a_wrong_answer_that_resembles_none_is_held_against_the_shown_one() -> None:
    verdict = grade_typed("liver", ["Cytochrome P450c17", "CYP17A1"])
    assert verdict.pieces == (Piece("changed", "liver", "Cytochrome P450c17"),)


def test_a_slip_is_shown_letter_by_letter() -> None:
    assert grade_typed("testostrone", ["Testosterone"]).pieces == (
        Piece("same", "testost", "Testost"),
        Piece("missing", "", "e"),
        Piece("same", "rone", "rone"),
    )


def test_a_missing_and_an_extra_word_are_shown_as_words() -> None:
    assert grade_typed("pituitary", ["anterior pituitary"]).pieces == (
        Piece("missing", "", "anterior"),
        Piece("same", "pituitary", " pituitary"),
    )
    assert grade_typed("liver cells", ["liver"]).pieces == (
        Piece("same", "liver", "liver"),
        Piece("extra", " cells", ""),
    )


def test_another_word_is_shown_as_changed_even_where_letters_agree() -> None:
    assert grade_typed("increased LH", ["decreased LH"]).pieces == (
        Piece("changed", "increased", "decreased"),
        Piece("same", " LH", " LH"),
    )


def test_no_accepted_answer_is_wrong_and_no_error() -> None:
    assert grade_typed("insulin", []).outcome == "wrong"


@pytest.mark.parametrize("given", ["x" * 100_000, "word " * 20_000, "-" * 100_000, "β" * 100_000])
def test_a_huge_answer_is_cut_so_that_its_length_costs_nothing(given: str) -> None:
    accepted = ["desensitized", "desensitised", "less sensitive", "insensitive"]
    verdict = grade_typed(given, accepted)
    assert verdict.outcome == "wrong"
    assert len(verdict.given) < 300
