using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Identities;

/// <summary>Finds established servers whose names are one step from another's. Each name is looked up by what one step leaves of it, so that the time grows with the servers and not with their pairs.</summary>
internal sealed class ImpostorSearch
{
    // More are no help to anybody; a name with so many neighbours is a common word.
    private const int Most = 10;

    // A package and a repository that name each other are made in an hour, by an impostor too: of two that are both so proven, the one that was known for a month before the other came is the one that is looked like.
    private static readonly TimeSpan Longer = TimeSpan.FromDays(30);

    private readonly IReadOnlySet<string> _proven;
    private readonly IReadOnlySet<string> _named;
    private readonly Dictionary<string, List<IdentityFacts>> _byTrace = new(StringComparer.Ordinal);

    /// <summary>Takes all servers, and the keys of those that are established.</summary>
    /// <param name="servers">All servers.</param>
    /// <param name="proven">Those that are one with another by the word of both.</param>
    /// <param name="named">Those that a person chose.</param>
    public ImpostorSearch(IEnumerable<IdentityFacts> servers, IReadOnlySet<string> proven, IReadOnlySet<string> named)
    {
        (_proven, _named) = (proven, named);
        foreach (var server in servers.Where(server => proven.Contains(server.Key.Value) || named.Contains(server.Key.Value)))
        {
            foreach (var trace in NameTraces.Of(server.Key))
            {
                if (!_byTrace.TryGetValue(trace, out var same))
                {
                    _byTrace.Add(trace, same = []);
                }

                same.Add(server);
            }
        }
    }

    /// <summary>The established servers that one is easily taken for; none for one that a person chose.</summary>
    public IReadOnlyList<Impostor> Find(IdentityFacts server) => _byTrace.Count == 0 || _named.Contains(server.Key.Value)
        ? []
        :
        [
            .. NameTraces.Of(server.Key).SelectMany(trace => _byTrace.GetValueOrDefault(trace) ?? []).Distinct()
                .Where(known => IsBefore(known, server))
                .Select(known => (known.Key.Value, Likeness: NameLikeness.OfOrNull(server.Key, server.Repository, known.Key, known.Repository)))
                .Where(static found => found.Likeness is not null)
                .Select(static found => new Impostor(found.Value, found.Likeness!.Step, found.Likeness.IsOtherOwner))
                .OrderBy(static found => found.Of, StringComparer.Ordinal)
                .Take(Most),
        ];

    private bool IsBefore(IdentityFacts known, IdentityFacts server) =>
        _named.Contains(known.Key.Value) || !_proven.Contains(server.Key.Value) || server.FirstSeen - known.FirstSeen >= Longer;
}
