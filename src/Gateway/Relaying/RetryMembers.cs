using System.Text;
using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>The members by which a client of the modern era goes on with a request that asked for input.</summary>
internal static class RetryMembers
{
    /// <summary>The request without <c>requestState</c> and <c>inputResponses</c>; every other member of its parameters is as the client wrote it.</summary>
    /// <param name="message">A screened request with parameters.</param>
    public static byte[] Without(Envelope message)
    {
        using var document = JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
        using var buffer = new MemoryStream();
        buffer.Write("{"u8);
        foreach (var member in document.RootElement.EnumerateObject().Where(static m => m.Name is not ("requestState" or "inputResponses")))
        {
            // A member's own text is as the client wrote it.
            buffer.Write(buffer.Length > 1 ? ","u8 : ""u8);
            buffer.Write(Encoding.UTF8.GetBytes(member.ToString()));
        }

        buffer.Write("}"u8);
        return Splice.Replace(message.Bytes, (message.Params, buffer.ToArray()));
    }
}
