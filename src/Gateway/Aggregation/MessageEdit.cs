using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Collects what is to be replaced in one message; every byte that is not named stays as it was.</summary>
internal sealed class MessageEdit(ReadOnlyMemory<byte> message, ParamPlaces places)
{
    private readonly List<(ByteRange Range, ReadOnlyMemory<byte> With)> _pieces = [];

    public MessageEdit Put(ByteRange place, ReadOnlyMemory<byte> with)
    {
        if (place.IsPresent)
        {
            _pieces.Add((place, with));
        }

        return this;
    }

    /// <summary>
    /// Makes a message of one era one of the other: a server of the modern era hears who asks in each request, one of the legacy era heard
    /// it in its handshake.
    /// </summary>
    /// <param name="from">The era of the message.</param>
    /// <param name="to">The era of the server.</param>
    /// <param name="profile">Who the client is.</param>
    /// <param name="logLevel">The level that the client set, as written; empty for none.</param>
    public MessageEdit Translate(ProtocolEra from, ProtocolEra to, Profile profile, ReadOnlyMemory<byte> logLevel)
    {
        if (from == to)
        {
            return this;
        }

        if (to == ProtocolEra.Legacy)
        {
            if (places.Reserved.Count > 0)
            {
                var kept = string.Join(',', places.Others.Select(member => Encoding.UTF8.GetString(member.Of(message).Span)));
                _pieces.Add((places.Meta, Encoding.UTF8.GetBytes($"{{{kept}}}")));
            }

            return this;
        }

        var own = MetaMembers(profile.ClientInfo, profile.Askable, logLevel);
        if (places.Meta.IsPresent)
        {
            var isEmpty = places.Reserved.Count + places.Others.Count == 0;
            _pieces.Add((new ByteRange(places.Meta.Start + 1, 0), Encoding.UTF8.GetBytes(isEmpty ? own : own + ",")));
        }
        else if (places.Params.IsPresent)
        {
            var isEmpty = message.Slice(places.Params.Start + 1, places.Params.Length - 2).Span.IndexOfAnyExcept(" \t\r\n"u8) < 0;
            _pieces.Add((new ByteRange(places.Params.Start + 1, 0), Encoding.UTF8.GetBytes($"\"_meta\":{{{own}}}{(isEmpty ? "" : ",")}")));
        }
        else
        {
            _pieces.Add((new ByteRange(message.Span.LastIndexOf((byte)'}'), 0), Encoding.UTF8.GetBytes($",\"params\":{{\"_meta\":{{{own}}}}}")));
        }

        return this;
    }

    public ReadOnlyMemory<byte> Apply()
    {
        if (_pieces.Count == 0)
        {
            return message;
        }

        _pieces.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return Splice.Replace(message, _pieces.ToArray());
    }

    /// <summary>The parameters of a request of the gateway's own to a server of the modern era.</summary>
    /// <param name="clientInfo">The client's name and version, an object as written.</param>
    /// <param name="rest">Further members, without braces; empty for none.</param>
    public static byte[] ModernParams(ReadOnlyMemory<byte> clientInfo, string rest) =>
        Encoding.UTF8.GetBytes($"{{\"_meta\":{{{MetaMembers(clientInfo, "{}", default)}}}{(rest.Length > 0 ? "," : "")}{rest}}}");

    private static string MetaMembers(ReadOnlyMemory<byte> clientInfo, string capabilities, ReadOnlyMemory<byte> logLevel)
    {
        var level = logLevel.IsEmpty ? "" : $",\"io.modelcontextprotocol/logLevel\":{Encoding.UTF8.GetString(logLevel.Span)}";
        return $"\"io.modelcontextprotocol/protocolVersion\":\"{Methods.FirstModern}\",\"io.modelcontextprotocol/clientCapabilities\":{capabilities},"
            + $"\"io.modelcontextprotocol/clientInfo\":{Encoding.UTF8.GetString(clientInfo.Span)}{level}";
    }
}
