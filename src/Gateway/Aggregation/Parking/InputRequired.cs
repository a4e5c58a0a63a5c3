using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>The result of the modern era by which a client is asked what a server of the legacy era asked.</summary>
internal static class InputRequired
{
    public static UpstreamMessage Of(ReadOnlyMemory<byte> id, IReadOnlyList<Wish> wishes, string state)
    {
        using var result = new MemoryStream();
        result.Write("""{"resultType":"input_required","inputRequests":{"""u8);
        for (var i = 0; i < wishes.Count; i++)
        {
            result.Write(i == 0 ? ""u8 : ","u8);
            result.Write(Encoding.UTF8.GetBytes($$""""{{Say.Quoted(wishes[i].Key)}}:{"method":{{Say.Quoted(wishes[i].Method)}},"params":""""));
            result.Write(wishes[i].Params.Span);
            result.Write("}"u8);
        }

        result.Write(Encoding.UTF8.GetBytes($$"""},"requestState":{{Say.Quoted(state)}}}"""));
        return UpstreamMessage.ReadOrNull(Say.Result(id, result.ToArray())) ?? throw new InvalidOperationException("what a server asked is no JSON");
    }
}
