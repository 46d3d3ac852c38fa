//! Reading a section: what it is made of, as far as whoever asks may see it.

use super::{
    audit, groups,
    job::{Asker, Wanted},
    people, roles, setting_up, sources, storage,
};
use crate::account::{Account, Failed};
use scrim_wire::ipc::administration::SectionContent;

pub(super) async fn read(account: &Account, asker: &Asker, wanted: Wanted) -> Result<SectionContent, Failed> {
    Ok(match wanted {
        Wanted::SettingUp => SectionContent::SettingUp(Box::new(setting_up::read(account, asker).await?)),
        Wanted::People => SectionContent::People(people::read(account, asker).await?),
        Wanted::Roles => SectionContent::Roles(roles::read(account).await?),
        Wanted::Groups => SectionContent::Groups(groups::read(account, asker).await?),
        Wanted::Sources => SectionContent::Sources(sources::read(account).await?),
        Wanted::Classes => {
            let scheme = account.call(|hub| async move { hub.scheme().await });
            SectionContent::Classes(scheme.await?)
        }
        Wanted::Audit(filter) => SectionContent::Audit(audit::read(account, asker, filter).await?),
        Wanted::Storage => SectionContent::Storage(Box::new(storage::read(account, asker).await?)),
    })
}
