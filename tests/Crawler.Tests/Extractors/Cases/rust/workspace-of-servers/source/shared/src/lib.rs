#[derive(Deserialize, JsonSchema)]
pub struct Harbour {
    /// Its name
    pub name: String,
}
