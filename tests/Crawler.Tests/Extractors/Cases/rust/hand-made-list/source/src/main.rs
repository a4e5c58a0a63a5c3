mod catalog;

impl ServerHandler for Hand {
    async fn list_tools(&self, _: Option<PaginatedRequestParam>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, McpError> {
        let mut tools = vec![
            Tool::new("ping", "Answers", Arc::new(schema(json!({ "type": "object", "properties": {} })))),
            catalog::lookup(),
        ];
        if self.allow_write {
            tools.push(Tool::new(
                catalog::WRITE,
                format!("Writes {} or {LIMIT} rows", "one"),
                schema(json!({
                    "type": "object",
                    "properties": { "rows": { "type": "array", "items": { "type": "string" }, "maxItems": LIMIT } }, // the rows
                    "required": ["rows"],
                })),
            ).annotate(ToolAnnotations::new().destructive(true)));
        }
        let more = [("first", "The first"), ("second", "The second")];
        Ok(ListToolsResult {
            tools: tools.into_iter().chain(more.into_iter().map(|(name, text)| catalog::plain(name, text))).collect(),
            ..Default::default()
        })
    }
}

const LIMIT: usize = 20;

fn schema(value: Value) -> JsonObject {
    match value {
        Value::Object(map) => map,
        _ => panic!("no object"),
    }
}

fn main() {}
