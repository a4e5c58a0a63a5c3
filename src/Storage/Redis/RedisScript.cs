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
    /// <param name="client">The server.</param>
    /// <param name="of">Its keys and values for a connection, of which it is told the number; asked again where it is sent again.</param>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    /// <exception cref="RedisException">The server cannot be reached, refused, or it is not known what it did.</exception>
    public async Task<RedisReply> RunAsync(RedisClient client, Func<long, (IReadOnlyList<string> Keys, IReadOnlyList<string> Values)> of, CancellationToken cancellationToken)
    {
        var reply = await client.CallAsync(connection => Command("EVALSHA", _hash, of(connection)), cancellationToken);
        if (reply is { IsError: true, Text: { } text } && text.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            reply = await client.CallAsync(connection => Command("EVAL", _text, of(connection)), cancellationToken);
        }

        return reply.IsError ? throw new RedisException($"the server refused: {reply.Text}") : reply;
    }

    private static byte[] Command(string verb, string script, (IReadOnlyList<string> Keys, IReadOnlyList<string> Values) of) =>
        RedisCommand.Of([verb, script, of.Keys.Count.ToString(CultureInfo.InvariantCulture), .. of.Keys, .. of.Values]);
}
