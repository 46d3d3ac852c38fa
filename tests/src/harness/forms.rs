//! Boxes to tick and menus to pick from, as whoever uses them finds them: by their words.

use super::Window;

impl Window {
    /// Ticks a box of a group, or takes its tick away.
    ///
    /// # Errors
    /// When there is none.
    pub async fn tick(&self, group: &str, name: &str) -> anyhow::Result<()> {
        let xpath = format!("//fieldset[contains(legend, '{group}')]//label[normalize-space(.) = '{name}']//input");
        let tick = self.element(&xpath).await?;
        self.driver.click(&tick).await
    }

    /// Picks from a menu by the names of both.
    ///
    /// # Errors
    /// When there is no such menu or it does not offer that.
    pub async fn pick(&self, menu: &str, name: &str) -> anyhow::Result<()> {
        let found = format!("contains(@aria-label, '{menu}') or @id = //label[contains(., '{menu}')]/@for");
        let option = format!("//select[{found}]/option[normalize-space(.) = '{name}']");
        self.element(&option).await?;
        // The menu that opens is the system's, which no driver of the page reaches.
        let script = format!(
            "const of = (menu) => [menu.getAttribute('aria-label') ?? '', ...[...menu.labels].map((l) => l.innerText)];
             const menu = [...document.querySelectorAll('select')].find((menu) => of(menu).join().includes(\"{menu}\"));
             menu.selectedIndex = [...menu.options].findIndex((option) => option.text.trim() === '{name}');
             menu.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        );
        self.driver.run(&script).await.map(drop)
    }
}
