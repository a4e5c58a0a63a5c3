#[cfg(test)]
mod tests {
    #[tool_router]
    impl Fake {
        #[tool(description = "Only in tests")]
        fn only_in_tests(&self) -> String { String::new() }
    }
}
