use rust_mcp_sdk::macros::{mcp_tool, JsonSchema};
use rust_mcp_sdk::tool_box;

#[mcp_tool(
    name = "feed_animal",
    title = "Feed",
    description = concat!("Feeds an animal.",
        " Twice a day, v", env!("CARGO_PKG_VERSION")),
    read_only_hint = false,
    idempotent_hint = true,
    icons = [(src = "https://example.org/icon.png", sizes = ["16x16"])],
)]
#[derive(serde::Deserialize, JsonSchema)]
pub struct FeedAnimal {
    /// Its name
    pub animal_name: String,
    #[json_schema(description = "How much", minimum = 1)]
    #[serde(default)]
    pub grams: u32,
    #[serde(rename = "onlyIfHungry")]
    pub only_if_hungry: Option<bool>,
}

#[mcp_tool(name = "close_zoo", description = "Closes\nthe zoo")]
pub struct CloseZoo {}

#[mcp_tool(name = "not_listed", description = "Left out of the box")]
pub struct NotListed {}

tool_box!(ZooTools, [FeedAnimal, CloseZoo]);

pub fn run() {
    serve(ZooTools::tools());
}
