using System.Buffers;

namespace Catalog.Gateway.Configuration;

/// <summary>What the names in the file may look like.</summary>
internal static class Names
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+.^_`|~-");

    /// <summary>Whether a server or grant may be called so: 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, the first a letter or digit.</summary>
    public static bool IsId(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>Whether HTTP has headers of this name.</summary>
    public static bool IsHeader(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    /// <summary>Whether it is a SHA-256 in hexadecimal digits.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
