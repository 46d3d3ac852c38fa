//! The loop in four files: an original that is listed, an altered copy that the list still
//! recognises, a copy of that copy which it no longer does, and a cousin of the copy.

use super::{
    alter::{Alteration, File},
    likeness::Likeness,
    picture::Picture,
};
use anyhow::Context as _;

/// Four files with the distances that the loop is about.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Listed.
    pub original: File,
    /// 22 to 30 bits from the original.
    pub copy: File,
    /// At most 9 bits from the copy, at least 33 from the original: only the copy's hash finds it.
    pub further: File,
    /// 18 to 22 bits from the copy, and more than 10 from the original.
    pub cousin: File,
}

/// Finds a chain by cropping `picture` a little more each time.
///
/// # Errors
/// Where the distances do not come about for this picture; another one has them.
pub fn chain(picture: &Picture) -> anyhow::Result<Chain> {
    let original = File::jpeg(picture);
    let start = Likeness::of(&original)?;
    let steps = cropped(picture, Alteration::Cropped, start)?;
    let pair = steps.iter().find_map(|copy| {
        let further = steps
            .iter()
            .find(|f| f.from_start >= 33 && f.seen.distance(copy.seen) <= 9);
        (22..=30).contains(&copy.from_start).then_some(copy).zip(further)
    });
    let (copy, further) = pair.with_context(|| format!("{} has no copy of a copy", picture.name))?;
    let others = cropped(picture, Alteration::CroppedFar, start)?;
    let cousin = steps
        .iter()
        .chain(&others)
        .find(|c| (18..=22).contains(&c.seen.distance(copy.seen)) && c.from_start > 12);
    let cousin = cousin.with_context(|| format!("{} has no cousin", picture.name))?;
    Ok(Chain {
        copy: copy.file.clone(),
        further: further.file.clone(),
        cousin: cousin.file.clone(),
        original,
    })
}

struct Step {
    file: File,
    seen: Likeness,
    from_start: u32,
}

fn cropped(picture: &Picture, by: fn(u32) -> Alteration, start: Likeness) -> anyhow::Result<Vec<Step>> {
    let step = |permille: u32| {
        let file = by(permille).file(picture);
        let seen = Likeness::of(&file)?;
        Ok(Step {
            from_start: seen.distance(start),
            seen,
            file,
        })
    };
    let steps: anyhow::Result<Vec<Step>> = (4..40).map(step).collect();
    Ok(steps?.into_iter().filter(|step| step.seen.quality >= 80).collect())
}
