using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Scanning;

namespace Catalog.Gateway.Tests.Scanning;

/// <summary>Answers made at random, cut at random: what passes in pieces says what passes of it whole, and holds nothing that was to be taken out.</summary>
public sealed class RandomScanTests
{
    private const string Key = "AKIAIOSFODNN7EXAMPLA";
    private const int Held = 5000;

    private static readonly string[] Parts =
    [
        Key, $" {Key} ", "AKIA", "IOSFODNN7EXAMPLA", "TICKET-1234", "TICKET-", "\u200B", "\u202E", "\uFEFF", "\U000E0041", "\uFE0F", "😀", "é", "世", " ", "\n", "\\", "\"", "/", "x",
        "-----BEGIN RSA PRIVATE KEY-----\nabc\n", "-----END RSA PRIVATE KEY-----\n", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlc2lnbmF0dXJl", "eyJ", "postgres://u:hunter2@h/d", "words and numbers 4711, ",
    ];

    private static readonly ContentScan Scan = new(new GatewayOptions
    {
        ServerId = "a",
        PolicyFile = "",
        Scan = new ScanOptions { Secrets = ScanAction.Redact, HiddenText = ScanAction.Redact, Patterns = [new ScanPattern("ticket", "TICKET-[0-9]{4,6}", ScanAction.Redact)] },
    });

    [Fact]
    public void Pass_AnyAnswerCutAnywhere_IsAsWhole()
    {
        // CATALOG_FUZZ makes so many of a seed that a failure names.
        var wanted = Environment.GetEnvironmentVariable("CATALOG_FUZZ");
        var (seed, rounds) = wanted is null ? (20260304, 1000) : (System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue), int.Parse(wanted, CultureInfo.InvariantCulture));
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var message = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":{{Text(random)}}}],"structuredContent":{ {{Text(random)}} :[{{Text(random)}},1.50,null] } } }""");
            var whole = Scan.Look(message);
            var (passed, found) = Pass(message, random);
            var place = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, round {round}: {Encoding.UTF8.GetString(message)}");
            Assert.True(Values(whole.Bytes) == Values(passed), place + "\n" + Values(whole.Bytes) + "\n" + Values(passed));
            Assert.True(whole.Found.OrderBy(static f => f.Key, StringComparer.Ordinal).SequenceEqual(found.OrderBy(static f => f.Key, StringComparer.Ordinal)), place);
            using var read = JsonDocument.Parse(passed);
            Assert.False(Texts(read.RootElement).Any(static text => text.Contains('\u200B') || text.Contains($" {Key} ", StringComparison.Ordinal)), place);
        }
    }

    private static (byte[] Passed, IReadOnlyDictionary<string, int> Found) Pass(byte[] message, Random random)
    {
        var stream = new StreamedScan(Scan, Held);
        var output = new ArrayBufferWriter<byte>();
        for (var at = 0; at < message.Length;)
        {
            var length = Math.Min(message.Length - at, 1 + random.Next(random.Next(3) == 0 ? 3 : 4000));
            Assert.True(stream.TryPass(message.AsSpan(at, length).ToArray(), output));
            at += length;
        }

        return (output.WrittenSpan.ToArray(), stream.Found);
    }

    private static string Values(ReadOnlyMemory<byte> message)
    {
        using var read = JsonDocument.Parse(message);
        return JsonSerializer.Serialize(read.RootElement);
    }

    /// <summary>A text as JSON, each character plain or as one of its escapes.</summary>
    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var parts = random.Next(random.Next(4) == 0 ? 600 : 12); parts > 0; parts--)
        {
            text.Append(Parts[random.Next(Parts.Length)]);
        }

        var escaped = random.Next(3);
        var json = new StringBuilder("\"");
        foreach (var c in text.ToString())
        {
            json.Append((c, escaped) switch
            {
                ('"' or '\\', _) => $"\\{c}",
                ('\n', _) => "\\n",
                (_, 1) => Escape(c),
                (_, 2) when !char.IsSurrogate(c) && random.Next(4) == 0 => Escape(c),
                _ => c.ToString(),
            });
        }

        return json.Append('"').ToString();
    }

    private static string Escape(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static member => Texts(member.Value).Append(member.Name)),
        _ => [],
    };
}
