using System.Text;

namespace Catalog.Api.Shell;

/// <summary>Names of files made from names of servers and tools, which are strangers' text.</summary>
internal static class FileNames
{
    private const int Longest = 80;

    /// <summary>The name with nothing left in it that a header, a shell or a file system would read: <c>[A-Za-z0-9._-]</c>, no dot or hyphen first, at most 80 characters; never empty.</summary>
    public static string Safe(string name)
    {
        var safe = new StringBuilder(Math.Min(name.Length, Longest));
        foreach (var c in name)
        {
            var written = char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-';
            if (safe.Length == 0 && written is '.' or '-')
            {
                continue;
            }

            if (written == '-' && safe.Length > 0 && safe[^1] == '-')
            {
                continue;
            }

            safe.Append(written);
        }

        var text = safe.ToString();
        if (text.Length > Longest)
        {
            // The end tells what kind of file it is.
            text = text[..(Longest - 20)] + text[^20..];
        }

        return text.Length == 0 ? "file" : text;
    }
}
