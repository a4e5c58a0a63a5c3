using System.Globalization;

namespace Catalog.Gateway.Scanning;

/// <summary>How much of a text a pattern can find at most. The estimate is generous and never too small.</summary>
internal static class PatternBound
{
    private const int Most = 1_000_000;

    /// <summary>Characters; null where there is no bound, or where what is found depends on where the text begins or ends.</summary>
    public static int? OfOrNull(string expression)
    {
        // A piece of an expression finds no more characters than it is long, but for counts, which multiply at most.
        long bound = Math.Max(1, expression.Length);
        var isClass = false;
        for (var i = 0; i < expression.Length; i++)
        {
            switch (expression[i])
            {
                case '\\' when i + 1 < expression.Length:
                    i++;
                    if (!isClass && expression[i] is 'A' or 'Z' or 'z' or 'G' or 'B')
                    {
                        return null;
                    }

                    break;
                case '[' when !isClass:
                    isClass = true;
                    // A bracket that comes first is a letter of the class.
                    i += i + 1 < expression.Length && expression[i + 1] == '^' ? 1 : 0;
                    i += i + 1 < expression.Length && expression[i + 1] == ']' ? 1 : 0;
                    break;
                case ']':
                    isClass = false;
                    break;
                case '*' or '+' or '^' or '$' when !isClass:
                    return null;
                case '{' when !isClass && expression.IndexOf('}', i) is > 0 and var end:
                    var counts = expression[(i + 1)..end].Split(',');
                    if (counts.Length <= 2 && int.TryParse(counts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    {
                        if (!int.TryParse(counts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var most))
                        {
                            return null;
                        }

                        bound *= Math.Max(1, most);
                    }

                    break;
            }

            if (bound > Most)
            {
                return null;
            }
        }

        return (int)bound;
    }
}
