using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <summary>A message that came by POST and may go on.</summary>
/// <param name="Admission">The leave to forward it.</param>
/// <param name="Era">Its era, by header and message.</param>
/// <param name="Session">Its session; null where there is none.</param>
/// <param name="Answer">Where the answer goes.</param>
internal sealed record HttpPost(Admission Admission, ProtocolEra Era, HttpSession? Session, HttpAnswer Answer)
{
    public Envelope Message => Admission.Message;
}
