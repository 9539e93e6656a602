import { aboutProduct } from './about-product.ts'
import type { Action } from './action.ts'
import { askConfirmCancel } from './ask-confirm-cancel.ts'
import { askReturnItem } from './ask-return-item.ts'
import { cancelForm } from './cancel-form.ts'
import { cancelOrder } from './cancel-order.ts'
import { changeAddress } from './change-address.ts'
import { checkDiscount } from './check-discount.ts'
import { checkProof } from './check-proof.ts'
import { continueWish } from './continue-wish.ts'
import { greet } from './greet.ts'
import { handOff } from './hand-off.ts'
import { invoice } from './invoice.ts'
import { myOrders } from './my-orders.ts'
import { openTicket } from './open-ticket.ts'
import { orderStatus } from './order-status.ts'
import { refundStatus } from './refund-status.ts'
import { repeat } from './repeat.ts'
import { requestReturn } from './request-return.ts'
import { ticketStatus } from './ticket-status.ts'
import { tracking } from './tracking.ts'
import { unsubscribe } from './unsubscribe.ts'
import { validateAddressForm } from './validate-address-form.ts'
import { validateContactForm } from './validate-contact-form.ts'
import { validateProblemForm } from './validate-problem-form.ts'
import { validateProofForm } from './validate-proof-form.ts'
import { validateReturnForm } from './validate-return-form.ts'

/** What the bot can look up and do, by the names that the domain gives it. */
export const actions: Readonly<Record<string, Action>> = {
  action_greet: greet,
  action_repeat: repeat,
  action_hand_off: handOff,
  action_cancel_form: cancelForm,
  action_continue: continueWish,
  action_check_proof: checkProof,

  action_order_status: orderStatus,
  action_tracking: tracking,
  action_my_orders: myOrders,
  action_invoice: invoice,
  action_cancel_order: cancelOrder,
  action_ask_confirm_cancel_form_cancel_confirmed: askConfirmCancel,
  action_change_address: changeAddress,

  action_request_return: requestReturn,
  action_ask_return_form_product: askReturnItem,
  action_refund_status: refundStatus,
  action_open_ticket: openTicket,
  action_ticket_status: ticketStatus,

  action_product_info: aboutProduct('action_product_info', 'utter_product_info'),
  action_check_stock: aboutProduct('action_check_stock', 'utter_product_stock'),
  action_product_price: aboutProduct('action_product_price', 'utter_product_price'),
  action_check_discount: checkDiscount,

  action_unsubscribe: unsubscribe,

  validate_proof_form: validateProofForm,
  validate_return_form: validateReturnForm,
  validate_address_form: validateAddressForm,
  validate_problem_form: validateProblemForm,
  validate_contact_form: validateContactForm,
}
