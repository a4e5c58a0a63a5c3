using System.Globalization;
using System.Text;

namespace Catalog.Core.Servers;

/// <summary>
/// Names of servers and tools as URL path segments. <c>/</c> becomes <c>~</c>, <c>~</c> becomes <c>~~</c>, all else outside
/// <c>[A-Za-z0-9._:@-]</c> is percent-encoded as UTF-8. A <c>/</c> directly before another <c>/</c> or a <c>~</c> becomes
/// <c>%2F</c>, for <c>//</c> and <c>~</c> would meet in <c>~~</c> otherwise. Reversible: two names never share a slug.
/// </summary>
public static class Slugs
{
    /// <summary>The slug of a name; the empty name has the empty slug. A lone surrogate is written as U+FFFD.</summary>
    public static string Encode(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slug = new StringBuilder(name.Length + 8);
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var i = 0; i < bytes.Length; i++)
        {
            var next = i + 1 < bytes.Length ? (char)bytes[i + 1] : '\0';
            _ = (char)bytes[i] switch
            {
                '/' when next is '/' or '~' => slug.Append("%2F"),
                '/' => slug.Append('~'),
                '~' => slug.Append("~~"),
                var c when char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '@' or '-' => slug.Append(c),
                _ => slug.Append('%').Append(bytes[i].ToString("X2", CultureInfo.InvariantCulture)),
            };
        }

        // A segment of dots alone would be resolved away by every URL parser.
        return slug.ToString() switch { "." => "%2E", ".." => "%2E%2E", var text => text };
    }

    /// <summary>The name behind a slug; the inverse of <see cref="Encode"/>.</summary>
    /// <returns>Null where the text is not what <see cref="Encode"/> writes for any name, so that every page has one address.</returns>
    public static string? DecodeOrNull(string slug)
    {
        ArgumentNullException.ThrowIfNull(slug);
        var bytes = new List<byte>(slug.Length);
        for (var i = 0; i < slug.Length; i++)
        {
            if (slug[i] == '~')
            {
                var doubled = i + 1 < slug.Length && slug[i + 1] == '~';
                bytes.Add(doubled ? (byte)'~' : (byte)'/');
                i += doubled ? 1 : 0;
            }
            else if (slug[i] == '%')
            {
                if (i + 2 >= slug.Length || !byte.TryParse(slug.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                {
                    return null;
                }

                bytes.Add(value);
                i += 2;
            }
            else if (slug[i] < 0x80)
            {
                bytes.Add((byte)slug[i]);
            }
            else
            {
                return null;
            }
        }

        var name = Encoding.UTF8.GetString([.. bytes]);
        return string.Equals(Encode(name), slug, StringComparison.Ordinal) ? name : null;
    }
}
