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

    /// <param name="most">How many messages the grant may send in a minute.</param>
    /// <param name="wait">How long until it may send the next one.</param>
    public static Refusal TooManyRequests(int most, TimeSpan wait) =>
        new(RpcErrors.TooManyRequests, $"This grant sent {most} messages in the last minute, which is all that it may: wait {WholeSeconds(wait)} seconds", "(too many requests)");

    /// <summary>A time to wait as callers are told it: rounded up, so that who keeps to it comes in time.</summary>
    public static int WholeSeconds(TimeSpan wait) => (int)Math.Ceiling(wait.TotalSeconds);

    public static Refusal TooLarge(string message) => new(RpcErrors.InvalidRequest, message, "(too large)");
}
