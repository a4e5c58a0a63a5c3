pub const WRITE: &str = "write_rows";

pub fn lookup() -> Tool {
    Tool {
        name: "look_up".into(),
        title: Some("Look up".to_string()),
        description: Some(include_str!("../texts/look_up.txt").trim().into()),
        input_schema: schema_for_type::<LookUp>(),
        annotations: Some(ToolAnnotations { read_only_hint: Some(true), ..Default::default() }),
    }
}

pub fn plain(name: &'static str, text: &str) -> Tool {
    Tool::new(name, text.to_string(), rmcp::object!({ "type": "object" }))
}

#[derive(JsonSchema)]
struct LookUp {
    /// What to look up
    word: String,
}
