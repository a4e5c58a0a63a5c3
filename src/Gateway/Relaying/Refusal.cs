namespace Catalog.Gateway.Relaying;

/// <summary>Why a message is never decided: it is answered with a JSON-RPC error and not forwarded.</summary>
/// <param name="Code">The JSON-RPC error code.</param>
/// <param name="Message">One sentence for the sender.</param>
/// <param name="Rule">What the decision log files it under, such as <c>(malformed)</c>.</param>
internal sealed record Refusal(int Code, string Message, string Rule)
{
    public static Refusal Malformed(string message) => new(RpcErrors.ParseError, message, "(malformed)");

    public static Refusal Ambiguous(string message) => new(RpcErrors.InvalidRequest, message, "(ambiguous)");

    public static Refusal Invalid(string message) => new(RpcErrors.InvalidRequest, message, "(invalid message)");

    public static Refusal Parameters(string message) => new(RpcErrors.InvalidParams, message, "(invalid message)");

    public static Refusal TooLarge(string message) => new(RpcErrors.InvalidRequest, message, "(too large)");
}
