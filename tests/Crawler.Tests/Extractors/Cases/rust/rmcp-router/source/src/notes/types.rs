use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;

/// How to find
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindArgs {
    /// Words to look for
    pub search_text: String,
    /// The most notes
    #[serde(default = "usual_limit")]
    #[schemars(range(min = 1, max = 50))]
    pub max_results: u32,
    pub order: Option<Order>,
    #[serde(skip)]
    pub trace: bool,
    #[serde(flatten)]
    pub page: Page,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Page {
    #[schemars(description = "Where to go on")]
    cursor: Option<String>,
    size: i64,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    NewestFirst,
    #[serde(rename = "a-z")]
    Alphabet,
}

fn usual_limit() -> u32 {
    10
}

#[derive(Deserialize, JsonSchema)]
pub struct SaveNote {
    #[serde(rename = "body")]
    text: String,
    tags: Vec<String>,
    fields: HashMap<String, Value>,
    r#type: Kind,
    parent: Option<Box<SaveNote>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(tag = "kind")]
pub enum Kind {
    Plain,
    Dated { day: String },
}

type Value = serde_json::Value;
