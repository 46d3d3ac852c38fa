//! The full size of a picture as rows: who may ask for it, and what of the original a grant opens.

use super::{destroying, leases, looks};
use crate::db::{Db, OptionalRow};
use crate::{
    engine::Tx,
    error::StoreError,
    leases::{LeaseRefused, Proof},
    looks::{FullSizeRefused, LookRefused, Original},
};
use scrim_model::{
    grant::earns_full_size,
    ids::{GrantId, ItemId, PersonId},
    lease::Lease,
    rung::Rung,
};

/// Width and height of the picture in its full size, where this person may have it now.
pub(crate) fn earned(
    db: Db<'_>,
    person: PersonId,
    lease: &Lease,
    (rung, item): (Rung, ItemId),
) -> Result<(u32, u32), LookRefused> {
    let kept = kept(db, item)?.filter(|_| rung == Rung::Colour);
    let Original {
        width_px, height_px, ..
    } = kept.ok_or(LookRefused::NoRendition)?;
    if earns_full_size(&looks::on_case(db, lease.case, person)?) {
        Ok((width_px, height_px))
    } else {
        Err(LookRefused::ColourFirst)
    }
}

pub(crate) fn original(tx: &Tx<'_>, proof: Proof, grant: GrantId) -> Result<Original, FullSizeRefused> {
    leases::proven(tx.db, proof)?;
    let grant = looks::one(tx.db, grant, proof.person)?
        .filter(|grant| grant.full_size && grant.lease == proof.lease)
        .ok_or(FullSizeRefused::NoSuch)?;
    if destroying::is_destroyed(tx.db, grant.item)? {
        return Err(LeaseRefused::PictureDestroyed.into());
    }
    if grant.closed.is_some() || tx.now >= grant.until {
        return Err(FullSizeRefused::Over);
    }
    // A break takes the lease back, and whatever hangs on it.
    leases::usable(tx, proof)?;
    kept(tx.db, grant.item)?.ok_or(FullSizeRefused::NoSuch)
}

fn kept(db: Db<'_>, item: ItemId) -> Result<Option<Original>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT bytes, original_key, width_px, height_px, coalesce(sealed_as, id) FROM item
             WHERE id = ?1 AND original_key IS NOT NULL AND width_px IS NOT NULL AND height_px IS NOT NULL",
        )?
        .query_row([item.0], |row| {
            Ok(Original {
                item,
                bytes: row.get(0)?,
                wrapped_key: row.get(1)?,
                width_px: row.get(2)?,
                height_px: row.get(3)?,
                sealed_as: row.get(4).map(ItemId)?,
            })
        })
        .optional()?;
    Ok(found)
}
