using System.Text;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Folders;

/// <summary>An absolute path, resolved lexically: the drive, if any, and whole segments.</summary>
internal sealed record AbsolutePath
{
    private static readonly string[] Encoded = ["%2e", "%2f", "%5c", "%25"];

    /// <summary>The letter of the drive in lower case; null for a path that begins with a slash.</summary>
    private char? Drive { get; init; }

    private IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Segments for the lenient comparison: composed, folded, composed again because folding can undo it.</summary>
    private IReadOnlyList<string> Lenient { get; init; } = [];

    /// <summary>Reads a path of a call; null with the problem, which goes on from the path of the condition.</summary>
    internal static AbsolutePath? ParseOrNull(string text, out string? problem)
    {
        var isDrive = text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\';
        problem = ProblemOrNull(text, isDrive);
        return problem is null ? Resolve(text, isDrive) : null;
    }

    /// <summary>Reads a folder of a rule.</summary>
    internal static (AbsolutePath? Read, string? Problem) ParseFolder(string text)
    {
        var path = ParseOrNull(text, out var problem);
        if (path is not null && text.Split('/', '\\').Contains(".."))
        {
            (path, problem) = (null, "must be free of `..`");
        }

        return (path, problem is null ? null : $"the folder `{text}` {problem}");
    }

    /// <summary>Whether this path is a folder or lies in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="lenient">True to compare without regard to case and composition; drive paths are always compared without case.</param>
    internal bool IsWithin(AbsolutePath folder, bool lenient) =>
        Drive == folder.Drive && (StartsWith(Segments, folder.Segments) || (lenient && StartsWith(Lenient, folder.Lenient)));

    private static bool StartsWith(IReadOnlyList<string> path, IReadOnlyList<string> folder) => path.Take(folder.Count).SequenceEqual(folder, StringComparer.Ordinal);

    private static string? ProblemOrNull(string text, bool isDrive)
    {
        if (text.StartsWith('~'))
        {
            return "must be an absolute path: `~` is not resolved";
        }

        if (!isDrive && !text.StartsWith('/'))
        {
            return "must be an absolute path";
        }

        if (text.Any(char.IsControl))
        {
            return "must be a path without control characters";
        }

        if (Encoded.Any(code => text.Contains(code, StringComparison.OrdinalIgnoreCase)))
        {
            return "must be a path without percent codes of dots, slashes and percent signs";
        }

        return isDrive ? DriveProblemOrNull(text)
            : text.StartsWith("//", StringComparison.Ordinal) ? "must be a path that begins with a single slash"
            : text.Contains('\\', StringComparison.Ordinal) ? "must be a path without backslashes, because it begins with a slash"
            : null;
    }

    private static string? DriveProblemOrNull(string text)
    {
        if (text.IndexOf(':', 2) >= 0)
        {
            return "must be a path without a second colon";
        }

        if (text.Zip(text.Skip(1)).Any(static pair => pair.First == '~' && char.IsAsciiDigit(pair.Second)))
        {
            return "must be a path without short names (`~` and a digit)";
        }

        return text.Split('/', '\\').Any(static segment => segment is not ("." or "..") && (segment.EndsWith('.') || segment.EndsWith(' ')))
            ? "must be a path without segments that end in a dot or a space"
            : null;
    }

    private static AbsolutePath Resolve(string text, bool isDrive)
    {
        var segments = new List<string>();
        var all = isDrive ? text[2..].Split('/', '\\') : text.Split('/');
        foreach (var segment in all)
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                segments.Add(segment);
            }
        }

        return new AbsolutePath
        {
            Drive = isDrive ? char.ToLowerInvariant(text[0]) : null,
            Segments = isDrive ? [.. segments.Select(SimpleCaseFolding.Fold)] : segments,
            Lenient = [.. segments.Select(static s => SimpleCaseFolding.Fold(s.Normalize(NormalizationForm.FormC)).Normalize(NormalizationForm.FormC))],
        };
    }
}
