using System.Globalization;
using System.Text;

namespace Catalog.Core.Servers.Naming;

/// <summary>A name as the eye takes it: what looks alike is written alike.</summary>
internal static class NameSkeleton
{
    private const string Seen = "01!|3458i\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u0501\u051b\u03bf\u03b1\u03bd\u03c1\u03b9\u03ba\u0131\u0261\u2010\u2011";
    private const string Meant = "ollleasblaeopcyxlsjhdqoavplklg--";

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in Decomposed(name))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                continue;
            }

            var place = Seen.IndexOf(c, StringComparison.Ordinal);
            text.Append(place < 0 ? c : Meant[place]);
        }

        return text.Replace("rn", "m").Replace("vv", "w").Replace("cl", "d").ToString();
    }

    private static string Decomposed(string name)
    {
        // A lone surrogate is no text that can be decomposed.
        try
        {
            return name.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
