using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Identities;

/// <summary>
/// Compares all servers of a catalog by what is said of their names. What one side says is shown as its word; only where each side names the other are they one record, so that nobody
/// attaches his package to another's record by naming it. Pure, and the same for the same servers in any order.
/// </summary>
public static class IdentityReview
{
    // Which name of one server is its record: what people install before where it is written.
    private static readonly string[] Kinds = ["npm", "pypi", "nuget", "mcpb", "github", "git"];

    /// <summary>The standings of those of whom there is something to say.</summary>
    /// <param name="servers">All servers, each once.</param>
    /// <param name="named">The keys of servers that a person chose by name, and so knows: established besides those that are proven both ways.</param>
    public static IReadOnlyList<ServerStanding> Of(IReadOnlyList<IdentityFacts> servers, IReadOnlySet<string> named)
    {
        ArgumentNullException.ThrowIfNull(servers);
        ArgumentNullException.ThrowIfNull(named);
        var byName = servers.ToLookup(static server => NameOf(server.Key), StringComparer.Ordinal);
        var saidOf = servers.SelectMany(static server => server.Claims.Select(claim => (Server: server, Claim: claim))).ToLookup(static said => said.Claim.Target, StringComparer.Ordinal);
        var links = servers.ToDictionary(static server => server.Key.Value, server => LinksOf(server, byName, saidOf), StringComparer.Ordinal);
        var proven = links.Where(static pair => pair.Value.Any(static link => link.Level == LinkLevel.BothWays)).Select(static pair => pair.Key);
        var toolSets = servers.ToDictionary(static server => server.Key.Value, static server => server.ToolSet, StringComparer.Ordinal);
        var impostors = new ImpostorSearch(servers, proven.ToHashSet(StringComparer.Ordinal), named);
        return
        [
            .. servers
                .Select(server => new ServerStanding { Server = server.Key.Value, SameAs = RecordOrNull(server, links[server.Key.Value], toolSets), Links = links[server.Key.Value], ImpostorOf = impostors.Find(server) })
                .Where(static standing => !standing.IsEmpty)
                .OrderBy(static standing => standing.Server, StringComparer.Ordinal),
        ];
    }

    /// <summary>The name under which others speak of a server: of a folder of a repository, the repository.</summary>
    private static string NameOf(ServerKey key)
    {
        var name = key.Value.Split('#')[0];
        const string AtGitHub = "git:https://github.com/";
        return name.StartsWith(AtGitHub, StringComparison.OrdinalIgnoreCase)
            ? "github:" + name[AtGitHub.Length..].ToLowerInvariant().Replace(".git", "", StringComparison.Ordinal)
            : key.Kind is "github" or "git" ? name : key.Value;
    }

    private static IReadOnlyList<IdentityLink> LinksOf(IdentityFacts server, ILookup<string, IdentityFacts> byName, ILookup<string, (IdentityFacts Server, IdentityClaim Claim)> saidOf)
    {
        var own = NameOf(server.Key);
        var links = new List<IdentityLink>();
        foreach (var said in server.Claims.GroupBy(static claim => claim.Target, StringComparer.Ordinal).Where(said => said.Key != own))
        {
            // A repository may hold several servers: the one that names this one back is meant, else none of them.
            var others = byName[said.Key].ToList();
            var backs = others.FindAll(other => Names(other, own) && said.Any(static claim => claim.Source == ClaimSource.Manifest));
            var stored = backs.Count > 0 ? backs : others.Count == 1 ? others : [];
            foreach (var other in stored.Cast<IdentityFacts?>().DefaultIfEmpty())
            {
                links.Add(new IdentityLink(said.Key, other?.Key.Value, Level(server, said.Key, [.. said], backs.Count > 0), [.. said.Select(Words), .. other is not null && backs.Count > 0 ? other.Claims.Where(claim => claim.Target == own).Select(Words) : []]));
            }
        }

        // What others say of it, and it says nothing of: shown on its page as their word. Who means another folder of the repository, which names it back, does not mean this one.
        foreach (var by in saidOf[own].Where(by => by.Server.Key != server.Key && !links.Exists(link => link.Server == by.Server.Key.Value) && !byName[own].Any(other => Names(other, NameOf(by.Server.Key)))).GroupBy(static by => by.Server.Key.Value, StringComparer.Ordinal))
        {
            links.Add(new IdentityLink(by.Key, by.Key, Level(by.First().Server, own, [.. by.Select(static b => b.Claim)], isBack: false), [.. by.Select(static b => Words(b.Claim))]));
        }

        return [.. links.OrderByDescending(static link => link.Level).ThenBy(static link => link.Name, StringComparer.Ordinal).ThenBy(static link => link.Server, StringComparer.Ordinal)];
    }

    private static bool Names(IdentityFacts other, string own) => other.Claims.Any(claim => claim.Source == ClaimSource.Manifest && claim.Target == own);

    private static LinkLevel Level(IdentityFacts by, string target, IReadOnlyList<IdentityClaim> said, bool isBack)
    {
        if (isBack)
        {
            return LinkLevel.BothWays;
        }

        var owner = NameParts.OwnerOfOrNull(target);
        if (said.Any(static claim => claim.Source == ClaimSource.Registry)
            && by.Claims.Any(claim => claim.Source == ClaimSource.Registry && claim.Target.StartsWith("registry:io.github.", StringComparison.Ordinal) && IsIn(claim.Target, owner ?? NameParts.OwnerOrNull(by.Repository))))
        {
            return LinkLevel.RegistryNamespace;
        }

        return owner is not null && owner == NameParts.OwnerOfOrNull(NameOf(by.Key)) ? LinkLevel.SameOwner : LinkLevel.Claimed;
    }

    private static bool IsIn(string registryName, string? owner) =>
        owner is not null && registryName.StartsWith($"registry:io.github.{owner}/", StringComparison.OrdinalIgnoreCase);

    // Names alone are not enough: whoever takes a package's name that a repository only means to publish under is named by it too. What differs in its tools stays a record of its own, beside the link.
    private static string? RecordOrNull(IdentityFacts server, IReadOnlyList<IdentityLink> links, Dictionary<string, string?> toolSets)
    {
        var first = links.Where(link => link is { Level: LinkLevel.BothWays, Server: not null } && server.ToolSet is not null && toolSets[link.Server] == server.ToolSet)
            .Select(static link => ServerKey.Parse(link.Server!))
            .OrderBy(static other => Rank(other)).ThenBy(static other => other.Value, StringComparer.Ordinal).FirstOrDefault();
        return first is not null && Rank(first) < Rank(server.Key) ? first.Value : null;
    }

    private static int Rank(ServerKey key) => Array.IndexOf(Kinds, key.Kind) is >= 0 and var rank ? rank : Kinds.Length;

    private static string Words(IdentityClaim claim) => claim.Source == ClaimSource.Registry
        ? $"{claim.SaidBy} lists it as `{claim.Target}`"
        : $"the manifest of {claim.SaidBy} names `{claim.Target}`";
}
