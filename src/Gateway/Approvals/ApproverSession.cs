using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Approvals;

/// <summary>An approver who signed in on the page.</summary>
/// <param name="Approver">The name.</param>
/// <param name="FormToken">What every form of this sign-in carries; forms of others are refused.</param>
/// <param name="Until">When the sign-in ends.</param>
internal sealed record ApproverSession(string Approver, string FormToken, DateTimeOffset Until)
{
    /// <summary>Whether a form is one that a page of this sign-in showed.</summary>
    public bool IsOwn(IFormCollection form) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["token"].ToString()), Encoding.UTF8.GetBytes(FormToken));
}
