#[derive(Deserialize, schemars::JsonSchema)]
pub struct AddArgs {
    #[schemars(description = "The left one")]
    pub left: i32,
    pub right: Option<i32>,
}

#[tool(tool_box)]
impl Calculator {
    #[tool(description = "Adds")]
    fn add(&self, #[tool(aggr)] AddArgs { left, right }: AddArgs) -> String { todo!() }

    #[tool(description = "Halves")]
    fn halve(
        &self,
        #[tool(param)]
        #[schemars(description = "What to halve")]
        number: f64,
        #[tool(param)] exact: Option<bool>,
    ) -> String { todo!() }
}

#[tool(tool_box)]
impl ServerHandler for Calculator {}

#[tool(description = "Of another library: no router is here")]
fn agent_tool(a: i32) -> i32 { a }
