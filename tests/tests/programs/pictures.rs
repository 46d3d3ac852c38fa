//! The generated pictures are what every other test takes them for.

use scrim_tests::pictures::{
    Alteration, File, Picture, alter, chain, collection, fine, large, likeness::Likeness, near, picture,
};
use std::{sync::LazyLock, thread};

/// Every picture of the collection as the hub would see it, drawn once for all tests.
static SEEN: LazyLock<Vec<Likeness>> = LazyLock::new(|| {
    let half = collection::SIZE / 2;
    let draw = |from: u32, to: u32| {
        (from..to)
            .map(|number| Likeness::of(&File::jpeg(&picture(number))).expect("it has a hash"))
            .collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let second = scope.spawn(|| draw(half, collection::SIZE));
        let mut all = draw(0, half);
        all.extend(second.join().expect("the second half is drawn"));
        all
    })
});

fn distances_between_all() -> Vec<u32> {
    let pairs = |(at, one): (usize, &Likeness)| {
        let rest = SEEN.iter().skip(at + 1);
        rest.map(|other| one.distance(*other)).collect::<Vec<_>>()
    };
    SEEN.iter().enumerate().flat_map(pairs).collect()
}

#[test]
fn every_picture_has_a_hash_to_be_trusted() {
    let poor: Vec<usize> = SEEN
        .iter()
        .enumerate()
        .filter(|(_, seen)| seen.quality < 80)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(poor, Vec::<usize>::new());
}

#[test]
fn no_two_pictures_are_taken_for_each_other_and_most_are_far_apart() {
    let distances = distances_between_all();
    let closest = distances.iter().min().copied().unwrap_or(0);
    let far = distances.iter().filter(|d| **d > 60).count();
    eprintln!("closest {closest}, {far} of {} beyond 60", distances.len());
    assert!(closest > 31, "two pictures are only {closest} bits apart");
    assert!(
        far * 100 >= distances.len() * 99,
        "{far} of {} are far apart",
        distances.len()
    );
}

#[test]
fn common_alterations_are_recognised() {
    let mut report = Vec::new();
    for number in [0, 5, 12, 33, 58] {
        let original = picture(number);
        let known = Likeness::of(&File::jpeg(&original)).expect("it has a hash");
        for alteration in alter::COMMON {
            let seen = Likeness::of(&alteration.file(&original)).expect("it has a hash");
            report.push((original.name.clone(), alteration, seen.distance(known)));
        }
    }
    let lost: Vec<_> = report.iter().filter(|(_, _, distance)| *distance > 31).collect();
    eprintln!("{report:?}");
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_mirrored_picture_is_a_stranger() {
    let original = picture(4);
    let known = Likeness::of(&File::jpeg(&original)).expect("it has a hash");
    let seen = Likeness::of(&Alteration::Mirrored.file(&original)).expect("it has a hash");
    assert!(seen.distance(known) > 60);
}

#[test]
fn near_misses_are_recognised_and_are_other_pictures() {
    for (number, variation) in near::NEAR_MISSES {
        let known = picture(number);
        let miss = near::draw_near_miss(number, variation);
        let seen = |of: &Picture| Likeness::of(&File::jpeg(of)).expect("it has a hash");
        let distance = seen(&miss).distance(seen(&known));
        assert!(near::NEAR.contains(&distance), "{} is {distance} bits off", miss.name);
        let other = known
            .rgb
            .iter()
            .zip(&miss.rgb)
            .filter(|(a, b)| a.abs_diff(**b) > 24)
            .count();
        assert!(
            other * 4 > known.rgb.len(),
            "{} differs in {other} of {}",
            miss.name,
            known.rgb.len()
        );
    }
}

#[test]
fn a_copy_of_a_copy_is_found_only_by_way_of_the_copy() {
    let chain = chain::chain(&picture(4)).expect("picture 4 has a chain");
    let seen = |file: &File| Likeness::of(file).expect("it has a hash");
    let (original, copy) = (seen(&chain.original), seen(&chain.copy));
    assert!(copy.distance(original) <= 31);
    assert!(seen(&chain.further).distance(original) > 31);
    assert!(seen(&chain.further).distance(copy) <= 10);
    assert!((18..=22).contains(&seen(&chain.cousin).distance(copy)));
}

#[test]
fn the_planted_pattern_is_measured_in_a_clear_rendition_and_in_no_veil() {
    let plain = large(7);
    let patterned = fine::fine_pattern(&plain);
    let clear = fine::measure(&patterned);
    eprintln!("clear {clear:?}, plain {:?}", fine::measure(&plain));
    assert!(clear.is_clear() && clear.is_coloured());
    let small = Alteration::Resized(250).apply(&patterned);
    assert!(
        fine::measure(&small).is_clear(),
        "a mere thumbnail counts as clear: {:?}",
        fine::measure(&small)
    );
    let veiled = Alteration::Blurred(25).apply(&patterned);
    assert!(!fine::measure(&veiled).is_clear(), "{:?}", fine::measure(&veiled));
    assert!(!fine::measure(&plain).is_clear());
}
