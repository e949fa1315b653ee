using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Reports;

/// <summary>Everything that stands on an invoice's paper.</summary>
/// <param name="View">The invoice.</param>
/// <param name="Payments">What paid it.</param>
/// <param name="Relations">What it corrects, and why.</param>
/// <param name="Token">What its signed link ends with.</param>
public sealed record InvoicePaper(InvoiceView View, IReadOnlyList<InvoicePayment> Payments, InvoiceRelations Relations, string Token);

/// <summary>Reads one invoice for print, receipt and PDF.</summary>
public sealed class InvoicePaperQueries(
    InvoiceQueries invoices, InvoicePaymentQueries payments, InvoiceRelationQueries relations, InvoiceLinks links, IServiceScopeFactory scopes)
{
    /// <summary>By its id, for staff.</summary>
    public async Task<InvoicePaper?> One(long id, CancellationToken cancellation = default)
    {
        if (await invoices.One(id, cancellation) is not { } view)
        {
            return null;
        }
        return new(view, await payments.Of(id, cancellation), await relations.Of(id, cancellation), await links.TokenOf(id, cancellation));
    }

    /// <summary>What the invoice's signed link ends with, for staff to hand it on.</summary>
    public async Task<string?> TokenOf(long id, CancellationToken cancellation = default) =>
        await invoices.One(id, cancellation) is null ? null : await links.TokenOf(id, cancellation);

    /// <summary>By its signed link, for whoever holds it; the signature is the right. Null for anything but a link that was made here.</summary>
    public async Task<InvoicePaper?> ByLink(string? token, CancellationToken cancellation = default)
    {
        if (await links.InvoiceOf(token, cancellation) is not { } id)
        {
            return null;
        }
        // A scope of its own: the right to read goes no further than this one invoice.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.LinkHolder);
        return await scope.ServiceProvider.GetRequiredService<InvoicePaperQueries>().One(id, cancellation);
    }
}
