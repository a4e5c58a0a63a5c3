using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Tests.Identities;

public sealed class IdentityReviewTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static TheoryData<string> Notes => [.. Cases.Select(static c => c.Note)];

    private static IReadOnlyList<IdentityCase> Cases { get; } =
        JsonSerializer.Deserialize<IReadOnlyList<IdentityCase>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Identities", "Cases", "identities.json")), Strict)!;

    [Theory]
    [MemberData(nameof(Notes))]
    public void Of_Servers_ComesToWhatTheCaseSays(string note)
    {
        var one = Cases.Single(c => c.Note == note);
        var facts = one.Servers.Select(static server => server.Facts).ToList();
        var named = (one.Named ?? []).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(one.Expected, IdentityReview.Of(facts, named).Select(Line));
        facts.Reverse();
        Assert.Equal(one.Expected, IdentityReview.Of(facts, named).Select(Line));
    }

    [Fact]
    public void Traces_AnyPairAStepApart_ShareOne()
    {
        // The index may miss no pair that a comparison of all with all would find.
        var random = new Random(11);
        const string Letters = "abcmnor01l-_.s";
        var names = Enumerable.Range(0, 60).Select(_ => new string([.. Enumerable.Range(0, random.Next(5, 9)).Select(_ => Letters[random.Next(Letters.Length)])])).Where(static name => char.IsLetter(name[0])).ToList();
        string[] all = [.. names.Concat(names.SelectMany(name => Enumerable.Range(0, 25).Select(_ => Changed(name, random)))).Distinct(StringComparer.Ordinal)];
        var keys = all.Select(static (name, i) => ServerKey.Parse(i % 3 == 0 ? $"npm:@own{i}/{name}" : i % 3 == 1 ? $"npm:{name}" : $"github:own{i}/{name}")).Append(ServerKey.Parse("npm:own0-" + all[0])).ToList();
        var traces = keys.Select(NameTraces.Of).ToList();
        var found = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (NameLikeness.OfOrNull(keys[i], null, keys[j], null) is not null)
                {
                    found++;
                    Assert.True(traces[i].Overlaps(traces[j]), $"{keys[i]} and {keys[j]} are a step apart");
                }
            }
        }

        Assert.True(found > 500, $"only {found} pairs are a step apart");
    }

    private static string Changed(string name, Random random)
    {
        var at = random.Next(1, name.Length);
        return random.Next(5) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, "x"),
            2 => $"{name[..(at - 1)]}{name[at]}{name[at - 1]}{name[(at + 1)..]}",
            3 => name + "s",
            _ => $"{name[..at]}q{name[(at + 1)..]}",
        };
    }

    private static string Line(ServerStanding standing) => string.Concat(
        standing.Server,
        standing.SameAs is null ? "" : $" = {standing.SameAs}",
        string.Concat(standing.Links.Select(static link => $"; {link.Name} {link.Level} {link.Server ?? "-"}")),
        string.Concat(standing.ImpostorOf.Select(static impostor => $" ! {impostor.Of} {impostor.Step}")));
}
