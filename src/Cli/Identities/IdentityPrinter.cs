using System.Globalization;
using System.Text;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Identities;
using Catalog.Core.Servers;

namespace Catalog.Cli.Identities;

/// <summary>Names of servers for a terminal. Names are strangers' words: each line is cleaned of what a terminal would obey.</summary>
internal static class IdentityPrinter
{
    /// <summary>What is known of one key.</summary>
    public static string Print(ServerKey key, ServerIdentity identity)
    {
        var lines = new List<string> { key.Value };
        Add(identity.MovedTo is { } now ? $"is called {now} now" : null);
        Add(identity.GoneSince is { } since ? string.Create(CultureInfo.InvariantCulture, $"gone since {since:yyyy-MM-dd}: its source has it no more; what is stored is history") : null);
        Add(identity.Standing?.SameAs is { } same ? $"is one record with {same}, and counted and listed as that" : null);
        lines.AddRange(identity.Formerly.Select(static old => $"  formerly {old}"));
        foreach (var link in identity.Standing?.Links ?? [])
        {
            lines.Add($"  also {link.Name}{(link.Server is not null && link.Server != link.Name ? $" ({link.Server})" : "")}: {IdentityWords.Of(link.Level)}");
            lines.AddRange(link.Evidence.Select(static evidence => $"    {evidence}"));
        }

        lines.AddRange((identity.Standing?.ImpostorOf ?? []).Select(static impostor => $"  looks like {impostor.Of}, {IdentityWords.Of(impostor)}"));
        Add(lines.Count == 1 ? "nothing is said of other names" : null);
        return Join(lines);

        void Add(string? line)
        {
            if (line is not null)
            {
                lines.Add("  " + line);
            }
        }
    }

    /// <summary>The figures, and impostors, a line each.</summary>
    public static string Print(IdentityCounts counts, ResultPage<ServerStanding> impostors)
    {
        var lines = new List<string> { $"{counts.Merged} servers are counted as another record, {counts.Moved} older names lead to a present one, {counts.Gone} servers are gone" };
        lines.Add(counts.Impostors == 0
            ? "no server bears the name of an established one but for a step"
            : $"{counts.Impostors} servers bear the name of an established one but for a step, and nothing shows that they have its owner:");
        lines.AddRange(impostors.Items.SelectMany(static standing => standing.ImpostorOf.Select(impostor => $"  {standing.Server} looks like {impostor.Of}, {IdentityWords.Of(impostor)}")));
        if (impostors.Total > impostors.Items.Count)
        {
            lines.Add($"  {impostors.Total - impostors.Items.Count} more: --limit {impostors.Total}");
        }

        return Join(lines);
    }

    private static string Join(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line.Length - line.TrimStart().Length is var indent && indent > 0 ? line[..indent] : "").Append(TerminalText.OneLine(line.Trim())).Append('\n');
        }

        return text.ToString();
    }
}
