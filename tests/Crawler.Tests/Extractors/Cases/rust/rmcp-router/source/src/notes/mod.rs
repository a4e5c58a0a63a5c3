mod types;

use rmcp::{handler::server::wrapper::Parameters, tool, tool_handler, tool_router};
use types::{FindArgs, SaveNote as Save};

const SAVE_TEXT: &str = concat!("Saves a note", " for later");

pub struct Notes {
    tool_router: ToolRouter<Self>,
}

#[tool_router]
impl Notes {
    pub fn new() -> Self {
        let mut router = Self::tool_router();
        router.merge(Self::extra_router());
        Self { tool_router: router }
    }

    /// Finds notes
    ///
    /// by their words.
    #[tool(annotations(title = "Find", read_only_hint = true))]
    async fn find_notes(&self, Parameters(args): Parameters<FindArgs>) -> Result<CallToolResult, McpError> {
        todo!()
    }

    #[tool(name = "save-note", description = "Saves a \"note\" \
        for later", annotations(destructive_hint = false))]
    async fn save(&self, params: Parameters<Save>) -> String {
        String::new()
    }

    #[cfg(feature = "sync")]
    #[tool(description = "Sends notes away")]
    fn sync(&self) -> String { String::new() }

    #[cfg(feature = "archive")]
    #[tool(description = "Archives")]
    fn archive(&self) -> String { String::new() }

    fn helper(&self) {}
}

#[tool_router(router = extra_router)]
impl Notes {
    #[tool(description = "Counts notes")]
    fn count(&self) -> String { String::new() }
}

#[tool_router(router = forgotten_router)]
impl Notes {
    #[tool(description = "Nothing calls this router")]
    fn forgotten(&self) -> String { String::new() }
}

#[tool_handler]
impl ServerHandler for Notes {}
