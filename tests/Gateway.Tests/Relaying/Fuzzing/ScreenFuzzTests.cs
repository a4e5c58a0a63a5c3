using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>
/// Messages changed at random: what the gateway would forward reads alike for readers that know nothing of each other. `CATALOG_FUZZ` makes
/// so many messages instead, from a seed of their own that a failure names.
/// </summary>
public sealed class ScreenFuzzTests
{
    private const int Messages = 20_000;
    private const int Seed = 20261121;

    private static readonly ScreenLimits Limits = new();
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Read_ChangedMessages_ReadAlikeWhereForwarded()
    {
        var (count, seed) = int.TryParse(Environment.GetEnvironmentVariable("CATALOG_FUZZ"), CultureInfo.InvariantCulture, out var wanted) ? (wanted, Environment.TickCount) : (Messages, Seed);
        var seeds = JsonSerializer.Deserialize<FuzzSeeds>(File.ReadAllBytes(Running.Cases.PathOf("Relaying", "fuzz-seeds.json")), Options)!;
        var starts = seeds.Messages.Select(Encoding.UTF8.GetBytes).ToList();
        Assert.All(starts, static message => Assert.NotNull(MessageScreen.Read(message, Limits).Envelope));
        var mutator = new MessageMutator(seed, seeds.Words);
        var (forwarded, confusing) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var message = mutator.Next(starts);
            var envelope = MessageScreen.Read(message, Limits).Envelope;
            if (envelope is not null)
            {
                forwarded++;
                Assert.True(ReadingOracle.ObjectionOrNull(envelope) is not { } objection, $"seed {seed}, message {i}: {ReadingOracle.ObjectionOrNull(envelope)}\n{Convert.ToHexString(message)}\n{Encoding.UTF8.GetString(message)}");
            }
            else if (ReferenceReader.ReadOrNull(message) is { } root && ReadingOracle.Differ(root))
            {
                confusing++;
            }
        }

        // Where little was forwarded, or little of the rest would have been read in two ways, nothing was tried.
        Assert.True(forwarded > count / 10, $"{forwarded} of {count} are forwarded");
        Assert.True(confusing > count / 100, $"{confusing} of {count} read differently and are refused");
        TestContext.Current.SendDiagnosticMessage($"{count} messages of seed {seed}: {forwarded} forwarded, {confusing} refused that two servers would read differently");
    }
}
