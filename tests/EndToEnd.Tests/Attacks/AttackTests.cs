using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>The attack corpus: nothing that the policy denies is executed, whatever the message is made of and however the server reads.</summary>
public sealed class AttackTests(AttackGround ground) : IClassFixture<AttackGround>
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<AttackCase>> Kinds = Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Attacks", "Cases", "Kinds"), "*.json")
        .ToDictionary(static file => Path.GetFileNameWithoutExtension(file), static file => JsonSerializer.Deserialize<IReadOnlyList<AttackCase>>(File.ReadAllBytes(file), Options)!, StringComparer.Ordinal);

    // Fewer than were counted, for servers mend their ways; without any the corpus proves nothing.
    private static readonly IReadOnlyDictionary<string, int> Biting = new Dictionary<string, int>(StringComparer.Ordinal) { ["typescript"] = 80, ["python"] = 140, ["csharp"] = 80 };

    [Fact]
    public void Corpus_IsAsLargeAsItSays()
    {
        Assert.True(Kinds.Values.Sum(static cases => cases.Count) >= 170, $"{Kinds.Values.Sum(static cases => cases.Count)} cases");
        Assert.Equal(Kinds.Values.Sum(static cases => cases.Count), Kinds.Values.SelectMany(static cases => cases).Select(static c => c.Note).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Through_TheGateway_NothingDeniedIsExecuted()
    {
        var lanes = await ground.LanesAsync();
        var faults = await Task.WhenAll(lanes.Select(async lane =>
        {
            var found = new List<string>();
            foreach (var attack in For(lane))
            {
                found.AddRange(await new AttackRun(ground, ground.Through(lane)).RunAsync(attack));
            }

            return found;
        }));
        var all = faults.SelectMany(static found => found).ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>The same attacks at the servers themselves: those that find nothing to bite would prove nothing of the gateway.</summary>
    [Fact]
    public async Task Straight_AtTheServers_TheyBite()
    {
        var lanes = (await ground.LanesAsync()).Where(lane => ground.StraightOrNull(lane) is not null);
        var tables = await Task.WhenAll(lanes.Select(async lane =>
        {
            var (sent, bitten) = (0, new List<string>());
            foreach (var attack in For(lane).Where(static attack => !attack.IsSlow))
            {
                var run = new AttackRun(ground, ground.StraightOrNull(lane)!);
                await run.RunAsync(attack);
                sent++;
                if (run.Objections.Count > 0)
                {
                    bitten.Add($"{lane}: {attack.Note}: {run.Objections[0]}");
                }
            }

            return (Lane: lane, Sent: sent, Bitten: bitten);
        }));
        foreach (var (lane, sent, bitten) in tables)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{lane}: {bitten.Count} of {sent} attacks make the server itself execute what the policy denies");
            Assert.True(bitten.Count >= Biting[lane], string.Join('\n', bitten));
        }
    }

    private static IEnumerable<AttackCase> For(string lane) => Kinds.OrderBy(static kind => kind.Key, StringComparer.Ordinal).SelectMany(static kind => kind.Value).Where(c => IsFor(c, lane));

    private static bool IsFor(AttackCase attack, string lane) => attack.On.Count == 0 || attack.On.Contains(lane, StringComparer.Ordinal);
}
