using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>A line of a log file: the entry, its number and its hash, which is taken over the hash before it and the line without its last member.</summary>
/// <param name="Text">The entry and its number: the line as it was before the hash was added.</param>
/// <param name="Number">Which entry of the log it is, from 1; for the head of a segment, how many came before it.</param>
/// <param name="Hash">64 hexadecimal digits.</param>
internal sealed record LogLine(string Text, long Number, string Hash)
{
    private const string HashMember = ",\"hash\":\"";
    private const string NumberMember = ",\"n\":";
    private const int Digits = 20;
    private const int Tail = 9 + (2 * DecisionChain.Length) + 2;

    /// <summary>The entry as text; for the head of a segment what it says.</summary>
    public string Entry => Text[..Text.LastIndexOf(NumberMember, StringComparison.Ordinal)] + "}";

    /// <summary>The whole line without its end.</summary>
    public string Whole => string.Concat(Text.AsSpan(0, Text.Length - 1), HashMember, Hash, "\"}");

    public static LogLine Of(string entry, long number, ReadOnlySpan<byte> before)
    {
        var text = string.Concat(entry.AsSpan(0, entry.Length - 1), NumberMember, number.ToString(CultureInfo.InvariantCulture), "}");
        return new LogLine(text, number, DecisionChain.Shown(DecisionChain.Next(before, text)));
    }

    /// <summary>As <see cref="Of"/>, from UTF-8 and into it, with the end of the line.</summary>
    /// <returns>The hash.</returns>
    public static byte[] Write(ReadOnlySpan<byte> entry, long number, ReadOnlySpan<byte> before, ArrayBufferWriter<byte> into)
    {
        // The hash before stands in front while the line is hashed, and is overwritten by moving the line.
        var line = into.GetSpan(DecisionChain.Length + entry.Length + NumberMember.Length + Digits + Tail + 1);
        var text = line[DecisionChain.Length..];
        entry.CopyTo(text);
        var at = entry.Length - 1;
        at += Encoding.UTF8.GetBytes(NumberMember, text[at..]);
        number.TryFormat(text[at..], out var digits, default, CultureInfo.InvariantCulture);
        at += digits;
        text[at] = (byte)'}';
        var hash = DecisionChain.Next(before, line[..(DecisionChain.Length + at + 1)]);
        at += Encoding.UTF8.GetBytes(HashMember, text[at..]);
        Convert.TryToHexStringLower(hash, text[at..], out var hex);
        at += hex;
        "\"}\n"u8.CopyTo(text[at..]);
        at += 3;
        text[..at].CopyTo(line);
        into.Advance(at);
        return hash;
    }

    /// <summary>Takes a line apart; null where it is none.</summary>
    public static LogLine? ParseOrNull(string line)
    {
        var at = line.Length - Tail;
        if (at <= 0 || !line.AsSpan(at).StartsWith(HashMember, StringComparison.Ordinal) || !line.EndsWith("\"}", StringComparison.Ordinal))
        {
            return null;
        }

        var hash = line.Substring(at + HashMember.Length, 2 * DecisionChain.Length);
        var number = line.AsSpan(0, at).LastIndexOf(NumberMember);
        return number > 0 && hash.All(char.IsAsciiHexDigitLower)
            && long.TryParse(line.AsSpan(number + NumberMember.Length, at - number - NumberMember.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            ? new LogLine(line[..at] + "}", read, hash)
            : null;
    }

    /// <summary>Whether its hash is right after the one before.</summary>
    public bool Follows(ReadOnlySpan<byte> before) => Hash == DecisionChain.Shown(DecisionChain.Next(before, Text));

    /// <exception cref="JsonException">The line holds no entry.</exception>
    public DecisionLogEntry Read() => DecisionJson.Read(Entry);
}
