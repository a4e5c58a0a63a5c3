public class Bakery(ILogger<Bakery> logger)
{
    private const string Words = "Bakes bread.";

    [Function(nameof(Bake))]
    public string Bake([McpToolTrigger("bake", Words)] ToolInvocationContext context) => "";

    [Function("Sell")]
    public string Sell(
        [McpToolTrigger("sell", "Sells bread.")] ToolInvocationContext context,
        [McpToolProperty("loaf", "string", "Which loaf.")] string loaf,
        [McpToolProperty("pieces", "How many.", isRequired: true)] int pieces) => "";
}
