using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// What a caller is told of an error status that itself cannot be handed on, as behind a stream that has begun. Nothing of the answer's body and
/// challenges: they are for the gateway, and may hold what only it may know.
/// </summary>
internal static class StatusWords
{
    private const int LongestWait = 9;

    /// <param name="server">The server's id.</param>
    /// <param name="status">Its status, 400 or above.</param>
    /// <param name="retryAfter">The value of <c>Retry-After</c>, of which only a number of seconds is told; null for none.</param>
    public static string Of(string server, int status, string? retryAfter = null) =>
        string.Create(CultureInfo.InvariantCulture, $"The server `{server}` answered with status {status}: {Reason(status)}{Wait(status, retryAfter)}");

    private static string Reason(int status) => status switch
    {
        401 or 403 => "it asks for credentials that the gateway does not have; tell the gateway's operator",
        404 or 410 => "there is no MCP endpoint at the address that the gateway has for it; tell the gateway's operator",
        408 or 504 => "it did not answer in time; try again later",
        413 => "the message is too long for it; send a shorter one",
        429 => "it was asked too often; try again later",
        502 or 503 => "it is not there for now; try again later",
        >= 500 => "it failed; try again later, and tell its operator if that goes on",
        _ => "it does not take this request",
    };

    private static string Wait(int status, string? retryAfter) =>
        status is 429 or 503 && retryAfter is { Length: > 0 and <= LongestWait } && retryAfter.All(char.IsAsciiDigit) ? $" (it says in {retryAfter} seconds)" : "";
}
