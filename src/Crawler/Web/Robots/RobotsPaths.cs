using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Web.Robots;

/// <summary>Paths in one spelling, so that <c>/a%3c</c>, <c>/a%3C</c> and <c>/a&lt;</c> are compared as the same (RFC 9309, 2.2.2).</summary>
internal static class RobotsPaths
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    // What keeps its own meaning in a path or in a rule, and so is told from its escape.
    private const string Kept = Unreserved + "!$&'()*+,;=:@/?%";

    /// <summary>The path with what needs an escape escaped, what needs none as it is, and escapes in capitals.</summary>
    public static string Spell(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                Append(text, value, Unreserved);
                i += 2;
            }
            else
            {
                Append(text, bytes[i], Kept);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, byte value, string asIs)
    {
        if (value < 128 && asIs.Contains((char)value, StringComparison.Ordinal))
        {
            text.Append((char)value);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
    }
}
