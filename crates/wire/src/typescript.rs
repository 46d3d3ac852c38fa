//! The window's types, written out as TypeScript from the same definitions.

use crate::{contract, error, http, ipc, missing};
use scrim_model as model;
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($config:expr, $($ty:ty),+ $(,)?) => {
        vec![$(format!("export {}", <$ty>::decl($config))),+]
    };
}

// After the macro, which it uses.
mod leading;

/// The whole of `ui/src/lib/host/wire.gen.ts`.
pub fn module() -> String {
    let config = Config::new().with_large_int("number");
    let declared = [
        of_the_model(&config),
        of_the_evidence(&config),
        of_the_review(&config),
        of_the_record(&config),
        of_the_window(&config),
        of_the_shutter(&config),
        leading::of_the_queues(&config),
        leading::of_oversight(&config),
        leading::of_services(&config),
        leading::of_administration(&config),
        leading::of_keeping(&config),
    ]
    .concat();
    format!(
        "// Generated from the wire crate by `cargo xtask gen`; not to be edited.\n\n{}\n",
        declared.join("\n\n")
    )
}

fn of_the_model(config: &Config) -> Vec<String> {
    declarations!(
        config,
        model::ids::ItemId,
        model::ids::CaseId,
        model::ids::BankId,
        model::ids::EntryId,
        model::ids::PersonId,
        model::ids::QueueId,
        model::ids::TeamId,
        model::ids::GrantId,
        model::ids::VerdictId,
        model::lens::LensPoint,
        model::full_size::FullSize,
        model::full_size::Tile,
        model::full_size::Part,
        model::sheet::Place,
        model::sheet::MatchedFrame,
        model::sheet::Marked,
        model::time::Time,
        model::time::Span,
        model::rung::Rung,
        model::person::Role,
        model::person::Permission,
        model::person::Tone,
        model::opt_out::OptOuts,
        model::picture::PictureTrait,
        model::support::Support,
        model::support::Contact,
        model::disclosure::Disclosed,
        model::disclosure::Limit,
        model::matching::MatchKind,
        model::matching::ListTrust,
        model::case::Stage,
        model::matching::HarmType,
        model::queue::QueueSettings,
        model::queue::Audience,
        model::queue::QueuePolicy,
        model::queue::Order,
        model::sharing::Assignment,
        model::sharing::Share,
        model::look_alike::LookAlikeShare,
        model::routing::Rule,
        model::routing::Conditions,
        model::routing::Signal,
        model::routing::DistanceBand,
        model::routing::MediaKind,
        model::redirect::Destination,
        model::verdict::DisputeReason,
        model::verdict::Classification,
        model::scheme::IndustryClass,
        model::scheme::Class,
        model::scheme::Scheme,
        model::urgent::UrgentReason,
        model::grant::Presented,
        model::wellness::Settings,
        model::wellness::SettingName,
        model::wellness::Effective,
        model::wellness::Reason,
        model::wellness::Origin,
    )
}

fn of_the_evidence(config: &Config) -> Vec<String> {
    declarations!(
        config,
        model::routing::CameBy,
        model::routing::FirstFit,
        model::routing::Met,
        model::provenance::Provenance,
        model::provenance::Upstream,
        model::votes::MemberVotes,
        model::precedent::EntryRecord,
        model::precedent::Precedent,
        model::precedent::PrecedentPair,
        model::precedent::ListingSaid,
    )
}

fn of_the_review(config: &Config) -> Vec<String> {
    declarations!(
        config,
        model::session::Aim,
        model::session::view::ReviewView,
        model::session::view::LastCaseView,
        model::session::view::Reached,
        model::session::view::WaitingFor,
        model::session::view::CaseView,
        model::session::view::NoteView,
        model::session::view::PairView,
        model::session::view::Ruling,
        model::session::view::ShownView,
        model::session::view::FrameView,
        model::session::view::LensView,
        model::session::view::FullSizeView,
        model::session::view::TileView,
        model::session::view::TileState,
        model::session::view::RungView,
        model::session::view::ChoiceView,
        model::session::view::Choice,
        model::session::view::Allowed,
        model::session::view::Blocked,
        model::session::view::Kept,
        model::session::view::UndoView,
        model::session::view::BlockView,
        model::person::FirstLookLine,
    )
}

fn of_the_window(config: &Config) -> Vec<String> {
    declarations!(
        config,
        error::Code,
        http::items::Unreadable,
        http::me::Queue,
        http::me::Handed,
        http::me::TeamEffect,
        contract::Contract,
        missing::Missing,
        http::session::SignInWays,
        ipc::view::Aside,
        ipc::view::HubOddity,
        http::unreadable::UnreadableCount,
        http::unreadable::UnreadableUpload,
        ipc::commands::Intent,
        ipc::commands::Painted,
        ipc::appearance::Appearance,
        ipc::appearance::Language,
        ipc::appearance::Theme,
        ipc::view::DeskView,
        ipc::view::Screen,
        ipc::view::SignInView,
        ipc::view::Browser,
        ipc::view::HomeView,
        ipc::view::BreakView,
        ipc::urgent::UrgentView,
        ipc::updates::UpdatesView,
        model::update::DeskUpdates,
        model::update::NoUpdate,
        ipc::updates::UpdateStep,
        ipc::updates::UpdatesAct,
        ipc::view::SettingsView,
        ipc::view::LeftOutView,
        ipc::view::UnreadableView,
        ipc::view::CareView,
        ipc::view::CarePage,
        ipc::commands::CareChange,
        ipc::view::HoursView,
        http::teams::PersonHours,
        model::wellness::WeeklyHours,
        model::wellness::Window,
        model::wellness::Weekday,
        model::wellness::ShiftAhead,
        model::wellness::SettingsChange,
        http::teams::Team,
        http::teams::SetTeam,
        http::org::DeskPolicy,
        model::wellness::Severe,
        ipc::view::Connection,
        ipc::view::Keyring,
        ipc::view::Capture,
        ipc::view::GlobalCurtain,
        ipc::view::MemoryLock,
        ipc::view::Message,
    )
}

fn of_the_shutter(config: &Config) -> Vec<String> {
    declarations!(
        config,
        ipc::shutter::Guard,
        ipc::shutter::Area,
        ipc::shutter::Held,
        ipc::shutter::CurtainKey,
        ipc::shutter::Paint,
        ipc::shutter::Shut,
        ipc::shutter::ShutBy,
    )
}

fn of_the_record(config: &Config) -> Vec<String> {
    declarations!(
        config,
        model::verdict::Verdict,
        model::verdict::PairVerdict,
        model::verdict::MatchAxis,
        model::verdict::Listing,
        model::verdict::Content,
        model::feedback::Lesson,
        model::alarm::Rise,
        http::settling::Feedback,
        model::ids::SessionId,
        model::viewed::SeenPair,
        http::exposures::ExposureRow,
        http::ledger::DayRow,
        http::ledger::AccessRow,
        ipc::record::RecordFormat,
        ipc::record::RecordView,
        ipc::record::OwnHoursView,
        ipc::record::TodayView,
        ipc::record::Exported,
        ipc::record::BecameView,
        ipc::record::AlarmView,
        model::history::Fate,
        http::history::OwnVerdict,
        http::history::NearestMatch,
        ipc::history::HistoryView,
        ipc::history::HistoryFilter,
        ipc::history::HistoryAct,
        ipc::history::Reading,
    )
}
