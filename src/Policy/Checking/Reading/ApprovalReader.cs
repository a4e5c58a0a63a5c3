using System.Globalization;
using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads <c>approval</c>.</summary>
internal static class ApprovalReader
{
    private const string Form = "write digits and `s`, `m`, `h` or `d`, from 10s to 30d";

    private static readonly TimeSpan DefaultExpiry = TimeSpan.FromMinutes(10);

    internal static CompiledApproval? ReadOrNull(ObjectReader from, Problems problems)
    {
        if (from.FindOrNull("approval") is not { } node || ObjectReader.OpenOrNull(node, problems, "when", "message", "expires") is not { } reader)
        {
            return null;
        }

        var (written, compiled) = ConditionReader.Read(reader, "when", problems);
        var text = reader.StringOrNull("expires");
        var expires = text is null ? DefaultExpiry : ExpiryOrNull(text);
        if (expires is null)
        {
            problems.Add(reader.FindOrNull("expires")!, $"`expires` is not a time of 10 seconds to 30 days: `{text}`; {Form}");
        }

        var approval = new PolicyApproval { When = written, Message = reader.StringOrNull("message"), Expires = text };
        return new CompiledApproval(node.Pointer, approval, [.. compiled], expires ?? DefaultExpiry);
    }

    private static TimeSpan? ExpiryOrNull(string text)
    {
        long? unit = text.Length < 2 ? null : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => null,
        };
        if (unit is null || !text.AsSpan(0, text.Length - 1).ContainsOnlyDigits()
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > 30 * 86_400)
        {
            return null;
        }

        var seconds = count * unit.Value;
        return seconds is >= 10 and <= 30 * 86_400 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
