fn main() {}

fn dispatch(method: &str, params: Value) -> Value {
    match method {
        "initialize" => json!({ "name": "raw", "version": "1" }),
        "tools/list" => json!({ "tools": tools() }),
        "prompts/list" => json!({ "prompts": [{ "name": "no_tool", "description": "A prompt" }] }),
        _ => json!(null),
    }
}

fn tools() -> Vec<Value> {
    let names = runtime_names();
    vec![
        definition("open", "Opens", &[("path", "string", "Which")]),
        json!({
            "name": names,
            "description": "Its name is not constant",
            "inputSchema": { "type": "object" }
        }),
    ]
}

fn definition(name: &str, text: &str, params: &[(&str, &str, &str)]) -> Value {
    let properties = params
        .iter()
        .map(|(name, kind, text)| ((*name).to_string(), json!({ "type": kind, "description": text })))
        .collect::<serde_json::Map<String, Value>>();
    json!({
        "name": name,
        "description": text,
        "inputSchema": { "type": "object", "properties": properties, "required": params.iter().map(|(name, _, _)| name).collect::<Vec<_>>() }
    })
}
