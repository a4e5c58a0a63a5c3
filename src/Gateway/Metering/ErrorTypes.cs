using System.Collections.Frozen;
using System.Globalization;

namespace Catalog.Gateway.Metering;

/// <summary>How operations fail, as labels: codes of JSON-RPC as text, and words where there is no code.</summary>
internal static class ErrorTypes
{
    public const string Tool = "tool_error";
    public const string Denied = "policy_denied";
    public const string Pending = "approval_required";
    public const string NotSent = "not_sent";
    public const string Unanswered = "unanswered";

    private const string Other = "_OTHER";

    // Servers choose codes freely: those of the protocol and of the gateway are told apart, and no others.
    private static readonly FrozenDictionary<int, string> Codes = Enumerable.Range(-32049, 50).Concat(Enumerable.Range(-31019, 20)).Concat([-32600, -32601, -32602, -32603, -32700])
        .ToFrozenDictionary(static code => code, static code => code.ToString(CultureInfo.InvariantCulture));

    public static string OfCode(int code) => Codes.GetValueOrDefault(code, Other);
}
