pub struct Hello;

impl McpTool for Hello {
    fn name(&self) -> &str { "hello" }
    fn description(&self) -> String { "Says hello".to_owned() }
    fn input_schema(&self) -> Value {
        json!({ "type": "object", "properties": { "who": { "type": "string" } }, "required": ["who"] })
    }
}

pub struct Bye;

impl McpTool for Bye {
    const NAME: &'static str = "bye";
    const DESCRIPTION: &'static str = "Says bye";
    type Args = ByeArgs;
}

#[derive(JsonSchema)]
pub struct ByeArgs {
    politely: Option<bool>,
}

pub struct Lost;

impl McpTool for Lost {
    fn name(&self) -> &str { "lost" }
    fn description(&self) -> String { "Nothing makes one".into() }
    fn input_schema(&self) -> Value { json!({ "type": "object" }) }
}
