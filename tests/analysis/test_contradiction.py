"""Which reported bounds waves contradict by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.analysis.contradiction import NEAR, contradicted
from passerella.analysis.course import Course, Reason, Refusal, fit_course
from passerella.analysis.likelihood import TAU, Bound, logistic
from passerella.analysis.shares import wilson

RISING = [(0.0, 20, 400), (1.0, 40, 400), (2.0, 84, 400)]
"""5.0% (3.3 to 7.6), 10.0% (7.4 to 13.3), 21.0% (17.3 to 25.3)."""


@pytest.mark.parametrize(
    ("years", "share", "at_least", "said"),
    [
        (2.0, 0.60, True, True),
        (2.0, 0.27, True, True),
        (2.0, 0.26, True, False),  # the interval ends at 25.3%, a point more is forgiven
        (2.0, 0.10, False, True),
        (2.0, 0.17, False, False),
        (2.0 + NEAR, 0.60, True, True),
        (2.0 + NEAR + 0.01, 0.60, True, False),  # after the last wave nobody knows
        (-NEAR - 0.01, 0.01, False, False),
        (1.5, 0.30, True, True),  # neither 10% nor 21%, nor anything between them
        (1.5, 0.20, True, False),  # on the way from 10% to 21%
        (1.5, 0.05, False, True),
        (1.5, 0.10, False, False),
        (1.0, 0.20, True, True),  # the wave of that very day, whatever the next one says
        (1.0 + NEAR, 0.20, True, True),
    ],
)
def test_a_bound_and_the_waves_beside_it(years, share, at_least, said):
    bound = Bound(years, share, at_least)
    assert contradicted(RISING, [bound]) == ((bound,) if said else ())


def test_every_wave_of_those_weeks_must_exclude_it():
    bound = Bound(2.01, 0.3)
    assert contradicted(RISING, [bound]) == (bound,)
    assert contradicted([*RISING, (2.02, 120, 400)], [bound]) == ()


def test_a_single_wave_speaks_for_its_weeks_and_none_for_nothing():
    assert contradicted([(2.0, 0, 400)], [Bound(2.0, 0.2), Bound(1.0, 0.2)]) == (Bound(2.0, 0.2),)
    assert contradicted([(2.0, 400, 400)], [Bound(2.0, 0.9, at_least=False)]) != ()
    assert contradicted([], [Bound(2.0, 0.2)]) == ()


shares = st.floats(0, 1)
waves = st.lists(
    st.tuples(st.floats(0, 3), st.integers(1, 500)).flatmap(
        lambda drawn: st.tuples(st.just(drawn[0]), st.integers(0, drawn[1]), st.just(drawn[1]))
    ),
    max_size=6,
)


@given(waves, st.floats(-1, 4), shares, st.booleans())
def test_what_is_contradicted_lies_outside_an_interval_and_mirrored_it_stays_so(counted, day, share, up):
    bound = Bound(day, share, up)
    found = contradicted(counted, [bound])
    mirrored = [(years, asked - hits, asked) for years, hits, asked in counted]
    edge = any(
        abs(abs(end - share) - TAU) < 1e-9
        for _, hits, asked in counted
        for end in (wilson(hits, asked).low, wilson(hits, asked).high)
    )
    assert edge or bool(found) == bool(contradicted(mirrored, [Bound(day, 1 - share, not up)]))
    if found:
        inside = [wilson(hits, asked).high if up else wilson(hits, asked).low for _, hits, asked in counted]
        assert any(end < share if up else end > share for end in inside)


@given(waves, st.floats(-1, 4), shares, st.floats(0, 1))
def test_what_asks_for_more_is_contradicted_too(counted, day, share, more):
    if contradicted(counted, [Bound(day, share)]):
        assert contradicted(counted, [Bound(day, min(1.0, share + more))])


@given(st.floats(-4, 0), st.floats(0, 0.5), st.floats(0, 2), st.floats(0.02, 1), st.booleans())
def test_where_waves_follow_a_course_it_says_the_same(level, slope, day, share, up):
    """What all waves about a day exclude, the course through them excludes: it errs less than one of them."""
    counted = [(k / 2, round(400 * logistic(level + slope * k)), 400) for k in range(5)]
    course, bound = fit_course(counted), Bound(day, share, up)
    if isinstance(course, Course) and contradicted(counted, [bound]):
        assert fit_course(counted, bounds=[bound]) == Refusal(Reason.BOUND_AGAINST_SURVEYS, (bound,))
