using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Storage.Redis;

/// <summary>A script that the server runs as a whole, between which and any other nothing happens.</summary>
internal sealed class RedisScript
{
    private readonly string _text;
    private readonly string _hash;

    private RedisScript(string text)
    {
        _text = text;
#pragma warning disable CA5350 // The server names its scripts by SHA-1; nothing is protected by it.
        _hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    public static RedisScript Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Redis/{name}")!);
        return new RedisScript(reader.ReadToEnd());
    }

    /// <summary>Runs it; a server that does not know it, as after a restart, is given its text.</summary>
    /// <exception cref="RedisException">The server cannot be reached, refused, or it is not known what it did.</exception>
    public async Task<RedisReply> RunAsync(RedisClient client, IReadOnlyList<string> keys, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var reply = await client.CallAsync(Command("EVALSHA", _hash, keys, values), cancellationToken);
        if (reply is { IsError: true, Text: { } text } && text.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            reply = await client.CallAsync(Command("EVAL", _text, keys, values), cancellationToken);
        }

        return reply.IsError ? throw new RedisException($"the server refused: {reply.Text}") : reply;
    }

    private static byte[] Command(string verb, string script, IReadOnlyList<string> keys, IReadOnlyList<string> values) =>
        RedisCommand.Of([verb, script, keys.Count.ToString(CultureInfo.InvariantCulture), .. keys, .. values]);
}
