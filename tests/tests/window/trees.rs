//! What assistive technology is given of a screen: roles, names and states, a line each, by axe's own reading of them.
//!
//! Numbers and dates are left out, since they are this run's.

use anyhow::Context as _;
use scrim_tests::harness::Window;

/// Rows, cells and paragraphs are what is on a screen, not how it is built.
const SCRIPT: &str = r"
    const { aria, text, dom } = axe.commons;
    const parts = ['row', 'rowgroup', 'cell', 'listitem', 'term', 'definition', 'paragraph'];
    const content = [...parts, 'none', 'presentation', 'generic'];
    const states = ['aria-current', 'aria-disabled', 'aria-expanded', 'aria-live', 'aria-pressed', 'aria-selected'];
    const lines = [];
    const visit = (element, depth) => {
        if (!dom.isVisibleToScreenReaders(element)) return;
        const role = aria.getRole(element);
        const told = role !== null && !content.includes(role);
        if (told) {
            // Axe would name a table by all that is in it.
            const named = role === 'table' ? (element.getAttribute('aria-label') ?? '') : text.accessibleText(element);
            const name = named.replace(/\s+/g, ' ').trim().replace(/\d+/g, '#').replace(/# \p{L}+, #:#/gu, 'a time');
            const said = states.filter((state) => element.hasAttribute(state));
            const words = said.map((state) => `${state.slice(5)}=${element.getAttribute(state)}`);
            const parts = [role, name === '' ? '' : `“${name}”`, ...words].filter(Boolean);
            lines.push('  '.repeat(depth) + parts.join(' '));
        }
        for (const child of element.children) visit(child, told ? depth + 1 : depth);
    };
    axe.setup(document.body);
    visit(document.body, 0);
    axe.teardown();
    return lines.join('\n');
";

/// The tree of the screen as it is. Axe is in the window already.
pub(crate) async fn tree(window: &Window) -> anyhow::Result<String> {
    let said = window.driver.run(SCRIPT).await?;
    said.as_str().map(str::to_owned).context("axe says no tree")
}
