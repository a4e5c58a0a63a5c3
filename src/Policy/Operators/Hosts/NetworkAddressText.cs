using System.Globalization;

namespace Catalog.Policy.Operators.Hosts;

/// <summary>Reads addresses in every notation that programs take: dotted, short, decimal, octal and hexadecimal IPv4; IPv6 with <c>::</c> and a dotted tail.</summary>
internal static class NetworkAddressText
{
    /// <summary>Whether a name is meant as an IPv4 address, because its last label is a number.</summary>
    internal static bool LooksLike4(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (last.All(char.IsAsciiDigit) || IsHexadecimal(last));
    }

    /// <summary>One to four numbers, the last of which fills the rest (<c>127.1</c>, <c>0x7f000001</c>); null where they are none.</summary>
    internal static uint? Read4OrNull(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 4)
        {
            return null;
        }

        var bits = 0UL;
        for (var i = 0; i < parts.Length; i++)
        {
            var width = i == parts.Length - 1 ? 8 * (5 - parts.Length) : 8;
            if (NumberOrNull(parts[i]) is not { } number || number >> width != 0)
            {
                return null;
            }

            bits = (bits << width) | number;
        }

        return (uint)bits;
    }

    /// <summary>Eight groups of up to four hexadecimal digits, one run of zeros as <c>::</c>, the last two groups also as a dotted IPv4 address.</summary>
    internal static UInt128? Read6OrNull(string text)
    {
        var halves = text.Split("::");
        if (halves.Length > 2)
        {
            return null;
        }

        var head = GroupsOrNull(halves[0], dottedTail: halves.Length == 1);
        var tail = halves.Length == 2 ? GroupsOrNull(halves[1], dottedTail: true) : [];
        if (head is null || tail is null)
        {
            return null;
        }

        var zeros = 8 - head.Count - tail.Count;
        if (halves.Length == 2 ? zeros < 1 : zeros != 0)
        {
            return null;
        }

        return head.Concat(Enumerable.Repeat((ushort)0, zeros)).Concat(tail).Aggregate(UInt128.Zero, static (bits, group) => (bits << 16) | group);
    }

    private static bool IsHexadecimal(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text[2..].All(char.IsAsciiHexDigit);

    private static ulong? NumberOrNull(string text)
    {
        var (digits, isOctal, style) = IsHexadecimal(text)
            ? (text[2..], false, NumberStyles.AllowHexSpecifier)
            : (text, text.Length > 1 && text[0] == '0', NumberStyles.None);
        if (isOctal)
        {
            return digits.Length <= 20 && digits.All(static c => c is >= '0' and <= '7') ? digits.Aggregate(0UL, static (sum, c) => (sum << 3) | (uint)(c - '0')) : null;
        }

        return ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static List<ushort>? GroupsOrNull(string text, bool dottedTail)
    {
        var groups = new List<ushort>();
        if (text.Length == 0)
        {
            return groups;
        }

        var parts = text.Split(':');
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (dottedTail && i == parts.Length - 1 && part.Contains('.', StringComparison.Ordinal))
            {
                // A dotted tail is decimal for every reader; anything else in it would be read in two ways.
                if (part.Count(static c => c == '.') != 3 || part.Split('.').Any(static o => o.Length is 0 or > 3 || (o.Length > 1 && o[0] == '0') || !o.All(char.IsAsciiDigit)) || Read4OrNull(part) is not { } bits)
                {
                    return null;
                }

                groups.Add((ushort)(bits >> 16));
                groups.Add((ushort)bits);
            }
            else if (part.Length is >= 1 and <= 4 && ushort.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var group))
            {
                groups.Add(group);
            }
            else
            {
                return null;
            }
        }

        return groups;
    }
}
